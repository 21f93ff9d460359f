import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Graph

/// Sends a number that stands in a file, and takes up another one while it runs.
private struct Reader: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "reader", family: "test", doc: "Sends a number that stands in a file.",
    outputs: [.audio("out", "The number."), .audio("age", "Samples processed so far.")],
    parameters: [.toggle("number", default: true, "Nothing.")],
    settings: [
      .file("file", isRequired: true, "The file."),
      .text("flavour", default: "plain", "What the node is made anew for."),
    ])

  private final class Content: Sendable {
    let bits: Atomic<UInt32>
    init(_ number: Float) { bits = Atomic(number.bitPattern) }
  }

  private let content: Unmanaged<Content>
  private var age: Float = 0

  init(_ context: NodeContext) throws(NodeError) {
    let content = Content(try Self.number(context))
    self.content = .passRetained(content)
    context.renews(["file"]) { context throws(NodeError) in
      let number = try Self.number(context)
      return { content.bits.store(number.bitPattern, ordering: .relaxed) }
    }
  }

  deinit { content.release() }

  private static func number(_ context: NodeContext) throws(NodeError) -> Float {
    let path = context.environment.patchDirectory + "/" + context.setting("file").text
    context.uses(file: path)
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let number = Float(text)
    else { throw NodeError("no number in '\(path)'", subject: "file") }
    return number
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let bits = content._withUnsafeGuaranteedRef { $0.bits.load(ordering: .relaxed) }
    var output = cycle.output(0)
    for frame in output.indices { output[frame] = Float(bitPattern: bits) }
    var ages = cycle.output(1)
    for frame in ages.indices {
      ages[frame] = age
      age += 1
    }
  }
}

/// Nodes that take up other settings and changed files while they run.
@Suite struct RenewalTests {
  private let folder: ScratchFolder
  private let rig: TestRig

  init() throws {
    folder = try ScratchFolder()
    rig = TestRig(kinds: NodeKinds([NodeKind(Reader.self), NodeKind(Sink.self)]))
    rig.engine.environment.patchDirectory = folder.path
    try folder.write("3", to: "a")
    try folder.write("5", to: "b")
  }

  private func patch(_ file: String, flavour: String = "plain") -> Patch {
    makePatch(
      [
        PatchNode(
          id: "reader", kind: "reader",
          settings: ["file": .text(file), "flavour": .text(flavour)]),
        PatchNode(id: "out", kind: "sink"), PatchNode(id: "ages", kind: "sink"),
      ], ["reader.out -> out.in", "reader.age -> ages.in"])
  }

  @Test func `another setting is taken up by the node that runs`() throws {
    try rig.engine.load(patch("a"))
    rig.run(8)
    let summary = try rig.engine.load(patch("b"))
    #expect(summary.changed == 1 && summary.kept == 2)
    rig.run(8)
    #expect(rig.audio["out"]?.last == 5)
    #expect(rig.audio["ages"]?.last == 15)
  }

  @Test func `a file that changes is taken up, and then nothing is left to take up`() throws {
    try rig.engine.load(patch("a"))
    rig.run(8)
    try folder.write("4.5", to: "a")
    #expect(rig.engine.files.contains { !$0.isCurrent })
    let version = rig.engine.version
    #expect(try !rig.engine.construction(of: version, rehearses: false).isComplete)
    try rig.engine.load(version)
    #expect(rig.engine.files.allSatisfy { $0.isCurrent })
    #expect(try rig.engine.construction(of: version, rehearses: false).isComplete)
    rig.run(8)
    #expect(rig.audio["out"]?.last == 4.5)
    #expect(rig.audio["ages"]?.last == 15)
  }

  @Test func `what cannot be read is refused, and all stays as it was`() throws {
    try rig.engine.load(patch("a"))
    try folder.write("many", to: "b")
    #expect(throws: LoadError.self) { try rig.engine.load(patch("b")) }
    rig.run(8)
    #expect(rig.audio["out"]?.last == 3)
    #expect(rig.engine.patch[id: "reader"]?.settings["file"] == .text("a"))
  }

  @Test func `it is taken back`() throws {
    try rig.engine.load(patch("a"))
    rig.run(8)
    try rig.engine.load(patch("b"))
    rig.run(8)
    _ = rig.engine.undo()
    rig.run(8)
    #expect(rig.audio["out"]?.last == 3)
    #expect(rig.audio["ages"]?.last == 23)
  }

  @Test func `a setting that is not taken up makes the node anew`() throws {
    try rig.engine.load(patch("a"))
    rig.run(480)
    try rig.engine.load(patch("b", flavour: "sour"))
    for _ in 0..<20 { rig.run(480) }
    #expect(rig.audio["out"]?.last == 5)
    #expect(try #require(rig.audio["ages"]?.last) < 20 * 480)
  }

  @Test func `what was read ahead is used unless it has changed since`() throws {
    try rig.engine.load(patch("a"))
    let version = PatchVersion(patch("b"), environment: rig.engine.environment)
    let ahead = try rig.engine.prepare(version, rehearses: false)
    #expect(try rig.engine.construction(of: version, from: ahead, rehearses: false).isComplete)
    try folder.write("6", to: "b")
    #expect(try !rig.engine.construction(of: version, from: ahead, rehearses: false).isComplete)
    try rig.engine.load(ahead)
    rig.run(8)
    #expect(rig.audio["out"]?.last == 6)
  }
}
