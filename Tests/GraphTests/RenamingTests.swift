import Testing

@testable import Graph

/// A node that gets another name is the same node.
@Suite struct RenamingTests {
  private let rig = TestRig(
    kinds: NodeKinds([
      NodeKind(Constant.self), NodeKind(Increment.self), NodeKind(Level.self), NodeKind(Pulse.self),
      NodeKind(Sink.self),
    ]))

  /// A count of blocks that goes round in a loop, through a level that is all the way up.
  private let counter: Patch = {
    var patch = makePatch(
      [
        PatchNode(id: "more", kind: "increment"),
        PatchNode(id: "volume", kind: "level", parameters: ["gain": 1]),
        PatchNode(id: "out", kind: "sink"), PatchNode(id: "pulse", kind: "pulse"),
      ],
      ["more.out -> more.in feedback", "more.out -> volume.in", "volume.out -> out.in"])
    patch.clock = "internal"
    patch.shed = ["pulse"]
    return patch
  }()

  /// Names nodes anew, and changes the patch further.
  @discardableResult
  private func rename(
    _ names: KeyValuePairs<String, String>, then change: (inout Patch) -> Void = { _ in }
  ) throws -> LoadSummary {
    var version = rig.engine.version
    for (id, name) in names {
      version.patch = version.patch.renaming([id: name])
      version.noteRename(of: id, to: name)
    }
    change(&version.patch)
    return try rig.engine.load(version)
  }

  private func run(blocks: Int) { for _ in 0..<blocks { rig.run(8) } }

  @Test func `it goes on without a sample out of place, back and forth`() throws {
    try rig.engine.load(counter)
    run(blocks: 100)
    let node = rig.engine.instances["more"]
    let summary = try rename(["more": "count", "pulse": "foot"])
    #expect(summary.description == "kept 4, changed 0, added 0, removed 0")
    run(blocks: 100)
    #expect(node != nil && rig.engine.instances["count"] === node)
    #expect(rig.engine.costs.map(\.id) == ["count", "volume", "out", "foot"])
    #expect(rig.engine.undo() == true)
    run(blocks: 100)
    #expect(rig.engine.instances["more"] === node && rig.engine.patch.shed == ["pulse"])
    #expect(rig.engine.redo() == true)
    run(blocks: 100)
    #expect(rig.engine.instances["count"] === node && rig.engine.patch.shed == ["foot"])
    #expect(rig.audio["out"] == (0..<3200).map { Float($0 / 8 + 1) })
  }

  @Test func `what was set by hand stays, and can still be taken back`() throws {
    try rig.engine.load(counter)
    _ = rig.engine.set([("volume", "gain", 0.5)])
    run(blocks: 1000)
    try rename(["volume": "level"])
    run(blocks: 1000)
    #expect(rig.engine.parameter("level", "gain")?.value == 0.5)
    #expect(rig.engine.undo() == true)
    #expect(rig.engine.undo() == true)
    run(blocks: 1000)
    #expect(rig.engine.parameter("volume", "gain")?.value == 1)
  }

  @Test func `names may change round, and one that is free be taken by a new node`() throws {
    try rig.engine.load(counter)
    run(blocks: 10)
    let (more, volume) = (rig.engine.instances["more"], rig.engine.instances["volume"])
    try rename(["more": "spare", "volume": "more", "spare": "volume"]) { patch in
      patch.nodes.append(PatchNode(id: "spare", kind: "increment"))
    }
    #expect(rig.engine.instances["volume"] === more && rig.engine.instances["more"] === volume)
    run(blocks: 10)
    try rename(["volume": "first"]) { patch in
      patch.nodes.append(PatchNode(id: "volume", kind: "increment"))
    }
    #expect(rig.engine.instances["first"] === more)
    #expect(rig.engine.instances["volume"] != nil && rig.engine.instances["volume"] !== more)
    run(blocks: 400)
    #expect(rig.audio["out"] == (0..<3360).map { Float($0 / 8 + 1) })
  }

  @Test func `a parameter that is set with it is taken back with it`() throws {
    try rig.engine.load(counter)
    run(blocks: 10)
    var version = rig.engine.version
    version.patch = version.patch.renaming(["volume": "level"])
    version.noteRename(of: "volume", to: "level")
    try rig.engine.load(version, setting: [("level", "gain", 0.25)])
    run(blocks: 1000)
    #expect(rig.engine.parameter("level", "gain")?.value == 0.25)
    #expect(rig.engine.undo() == true)
    run(blocks: 1000)
    #expect(rig.engine.parameter("volume", "gain")?.value == 1)
    #expect(rig.engine.redo() == true)
    run(blocks: 1000)
    #expect(rig.engine.parameter("level", "gain")?.value == 0.25)
  }
}
