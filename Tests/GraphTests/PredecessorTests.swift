import Graph
import Synchronization
import Testing

/// Nodes that leave something for those that are made in their place.
@Suite struct PredecessorTests {
  /// Writes in a book when it is made, and when it is to leave what it knows.
  private struct Diarist: Node, ~Copyable {
    private final class Diary: StateKeeper {
      let name: String
      init(_ name: String) { self.name = name }
      func keep() { Diarist.book.withLock { $0.append("kept " + name) } }
    }

    static let book = Mutex<[String]>([])
    static let declaration = NodeDeclaration(
      kind: "diarist", family: "test", doc: "Writes down what becomes of it.",
      outputs: [.audio("out", "Silence.")],
      settings: [
        .text("name", default: "plain", "What it calls itself."),
        .text("keeps", default: "yes", "Whether it leaves anything."),
      ])

    init(_ context: NodeContext) throws(NodeError) {
      let name = context.setting("name").text
      Self.book.withLock { $0.append("made " + name) }
      if context.setting("keeps").text == "yes" { context.addKeeper(Diary(name)) }
    }

    @_noLocks
    mutating func process(_ cycle: borrowing Cycle) {}

    /// What was written of those whose names begin with `prefix`.
    static func pages(_ prefix: String) -> [String] {
      book.withLock { $0.filter { $0.dropFirst(5).hasPrefix(prefix) } }
    }
  }

  private let rig = TestRig(kinds: NodeKinds([NodeKind(Diarist.self)]))

  private func patch(_ name: String, keeps: String = "yes") -> Patch {
    makePatch(
      [
        PatchNode(
          id: "it", kind: "diarist", settings: ["name": .text(name), "keeps": .text(keeps)])
      ], [])
  }

  @Test func `a node leaves what it knows before another is made in its place`() throws {
    try rig.engine.load(patch("a1"))
    try rig.engine.load(patch("a2"))
    #expect(Diarist.pages("a") == ["made a1", "kept a1", "made a2"])
  }

  @Test func `a node that goes on, or has nothing to leave, is not asked`() throws {
    try rig.engine.load(patch("b1"))
    try rig.engine.load(patch("b1"))
    try rig.engine.load(patch("b2", keeps: "no"))
    try rig.engine.load(patch("b3"))
    #expect(Diarist.pages("b") == ["made b1", "kept b1", "made b2", "made b3"])
  }

  @Test func `an engine at another rate begins with what the one before leaves`() throws {
    try rig.engine.load(patch("c1"))
    let next = TestRig(kinds: rig.engine.kinds, sampleRate: 44_100)
    let version = rig.engine.version
    let prepared = try next.engine.construction(
      of: version, after: rig.engine, rehearses: false
    ).build()
    try next.engine.load(prepared)
    #expect(Diarist.pages("c") == ["made c1", "kept c1", "made c1"])
    #expect(next.engine.patch == rig.engine.patch)
  }
}
