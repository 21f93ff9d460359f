import Testing

@testable import Graph

/// What a reload leaves alone, and what rings on.
@Suite struct ReloadTests {
  private let kinds = NodeKinds([
    NodeKind(Constant.self), NodeKind(Increment.self), NodeKind(Sink.self), NodeKind(Echo.self),
    NodeKind(Level.self),
  ])

  /// A constant through `names` in turn to the sink.
  private func chain(_ names: [String], kind: String = "increment") -> Patch {
    let way = ["one"] + names
    let wires = zip(way, way.dropFirst() + ["out"]).map { "\($0).out -> \($1).in" }
    return makePatch(
      [PatchNode(id: "one", kind: "constant")] + names.map { PatchNode(id: $0, kind: kind) }
        + [PatchNode(id: "out", kind: "sink")], wires)
  }

  @Test func `a loop goes on over a reload, bit for bit`() throws {
    let loop = makePatch(
      [PatchNode(id: "more", kind: "increment"), PatchNode(id: "out", kind: "sink")],
      ["more.out -> more.in feedback", "more.out -> out.in"])
    var larger = loop
    larger.nodes.append(PatchNode(id: "other", kind: "constant"))
    larger.nodes.append(PatchNode(id: "listener", kind: "sink"))
    larger.wires.append(Wire(Wire.End("other", "out"), Wire.End("listener", "in")))
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(loop)
    for block in 0..<600 {
      if block == 100 { try rig.engine.load(larger) }
      if block == 400 { try rig.engine.load(loop) }
      rig.run(8)
    }
    #expect(rig.audio["out"] == (0..<4800).map { Float($0 / 8 + 1) })
  }

  @Test func `nodes that change places do so without a step or a loop`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["a", "b"]))
    rig.run(64)
    try rig.engine.load(chain(["b", "a"]))
    for _ in 0..<100 { rig.run(64) }
    let samples = try #require(rig.audio["out"])
    let steps = zip(samples, samples.dropFirst()).map { abs($1 - $0) }
    #expect(try #require(steps.max()) < 0.01)
    #expect(samples.last == 3)
    #expect(rig.engine.plan?.order == ["one", "b", "a", "out"])
  }

  @Test func `an echo that is taken out rings to its end`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["echo"], kind: "echo"))
    rig.run(480)
    try rig.engine.load(makePatch([PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<90 { rig.run(48) }
    let after = try #require(rig.audio["out"])[480...]
    // The input fades over 1440 frames; the tail is 960 frames long, and then fades itself.
    #expect(after[480 + 1440] > 0)
    #expect(after[480 + 1480] > 0)
    #expect(after[480 + 2400 + 1440 + 96] == 0)
    #expect(rig.audio["out"]?.last == 0)
  }

  @Test func `a tail does not hold up the next change`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["echo"], kind: "echo"))
    rig.run(480)
    try rig.engine.load(makePatch([PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<31 { rig.run(48) }
    try rig.engine.load(chain([]))
    for _ in 0..<15 { rig.run(48) }
    #expect(try #require(rig.audio["out"]?.last) > 0.3)
    for _ in 0..<60 { rig.run(48) }
    #expect(rig.audio["out"]?.last == 1)
  }

  @Test func `a tail that ends while the way to the sound is full ends later`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["echo"], kind: "echo"))
    rig.run(480)
    try rig.engine.load(makePatch([PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<30 { rig.run(48) }
    for _ in 0..<2 {
      rig.engine.executor.pointee.begin()
      rig.engine.executor.pointee.run(1024)
    }
    while rig.engine.submit(SetParameters([])) {}
    rig.engine.poll()
    for _ in 0..<200 { rig.run(48) }
    try rig.engine.load(chain([]))
    for _ in 0..<60 { rig.run(48) }
    #expect(rig.audio["out"]?.last == 1)
  }

  @Test func `a parameter that the patch changes glides from where it was`() throws {
    var patch = chain(["level"], kind: "level")
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch)
    rig.run(64)
    patch.nodes[1].parameters = ["gain": 1]
    let summary = try rig.engine.load(patch)
    for _ in 0..<100 { rig.run(64) }
    let samples = try #require(rig.audio["out"])
    let steps = zip(samples, samples.dropFirst()).map { $1 - $0 }
    #expect(samples[64] > 0 && samples[64] < 0.01)
    #expect(samples.last == 1)
    #expect(steps.allSatisfy { $0 >= 0 && $0 < 0.01 })
    #expect(summary.description == "kept 2, changed 1, added 0, removed 0")
  }

  @Test func `a load says what it changed`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["a", "b"]))
    rig.run(64)
    var patch = chain(["a", "c", "d"])
    patch.nodes[0].settings = ["flavour": .text("new")]
    let summary = try rig.engine.load(patch)
    #expect(
      summary.description
        == "kept 2, changed 1, added 2, removed 1; wires: 3 added, 2 removed")
  }

  @Test func `in a large patch no sample of what stays is out of place`() throws {
    var patch = chain((0..<996).map { "n\($0)" })
    patch.wires[996] = Wire(Wire.End("n995", "age"), Wire.End("out", "in"))
    patch.nodes.append(PatchNode(id: "other", kind: "constant"))
    patch.nodes.append(PatchNode(id: "listener", kind: "sink"))
    patch.wires.append(Wire(Wire.End("other", "out"), Wire.End("listener", "in")))
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch)
    for round in 0..<3 {
      for _ in 0..<30 { rig.run(64) }
      patch.nodes[998].settings = ["flavour": .text("\(round)")]
      #expect(try rig.engine.load(patch).kept == 999)
    }
    for _ in 0..<30 { rig.run(64) }
    #expect(rig.audio["out"] == (0..<(120 * 64)).map { Float($0) })
  }

  @Test func `the newest of many loads wins, and the earlier ones are not heard`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain([]))
    rig.run(64)
    for count in 1...9 { try rig.engine.load(chain((0..<count).map { "n\($0)" })) }
    #expect(rig.engine.patch.nodes.count == 11)
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.audio["out"]?.last == 10)
  }

  @Test(arguments: [false, true])
  func `what is set while a load waits stays set, and can be taken back`(isTurned: Bool) throws {
    var patch = chain(["level"], kind: "level")
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch)
    rig.run(64)
    patch.nodes.append(PatchNode(id: "new", kind: "constant"))
    patch.wires.append(Wire(Wire.End("new", "out"), Wire.End("out", "in")))
    try rig.engine.load(patch)
    patch.nodes[1].parameters = ["gain": 0.5]
    try rig.engine.load(patch)
    if isTurned {
      rig.engine.turn(try #require(rig.engine.parameter("level", "gain")), of: "level", to: 0.75)
    } else {
      #expect(rig.engine.set([("level", "gain", 0.75)]) == [0.75])
    }
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.engine.parameter("level", "gain")?.value == 0.75)
    #expect(rig.engine.undo())
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.engine.parameter("level", "gain")?.value == 0.5)
  }

  @Test func `a prepared patch brings its nodes along`() throws {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(chain(["a"]))
    rig.run(64)
    let version = PatchVersion(
      chain(["a", "b"]), environment: Environment(isOffline: true, patchDirectory: "songs"),
      source: "songs/two.yaml")
    let prepared = try rig.engine.prepare(version, rehearses: false)
    #expect(rig.engine.instances["b"] == nil)
    let ready = prepared.instances["b"]
    try rig.engine.load(prepared)
    #expect(ready != nil && rig.engine.instances["b"] === ready)
    #expect(rig.engine.source == "songs/two.yaml")
    for _ in 0..<60 { rig.run(64) }
    #expect(rig.audio["out"]?.last == 3)
    #expect(rig.engine.undo() == true)
    #expect(rig.engine.source == "")
    #expect(rig.engine.environment.patchDirectory == ".")
    #expect(rig.engine.redo() == true)
    #expect(rig.engine.source == "songs/two.yaml")
  }

  @Test func `what is wrong with a patch is found when it is prepared`() {
    let rig = TestRig(kinds: kinds)
    let version = PatchVersion(
      makePatch([PatchNode(id: "x", kind: "nonsense")], []), environment: rig.engine.environment)
    #expect(throws: LoadError([.unknownKind(node: "x", kind: "nonsense")])) {
      try rig.engine.prepare(version, rehearses: false)
    }
  }
}
