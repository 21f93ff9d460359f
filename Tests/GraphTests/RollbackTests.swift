import Graph
import Testing

/// Cycles of 64 frames last 1333 µs here, of which 933 may be used.
@Suite struct RollbackTests {
  private static func patch(_ time: Float, flavour: String = "plain") -> Patch {
    makePatch(
      [
        PatchNode(id: "one", kind: "constant"),
        PatchNode(
          id: "slow", kind: "burner", parameters: ["time": time],
          settings: ["flavour": .text(flavour)]),
        PatchNode(id: "out", kind: "sink"),
      ], ["one.out -> slow.in", "slow.out -> out.in"])
  }

  private static func version(_ rig: TestRig, _ patch: Patch, _ source: String) -> PatchVersion {
    PatchVersion(patch, environment: rig.environment, source: source)
  }

  private static func rig(_ patch: Patch) throws -> TestRig {
    let rig = TestRig(isOffline: false, isTimedByHand: true)
    rig.engine.usualFrameCount = 64
    try rig.engine.load(version(rig, patch, "good"))
    for _ in 0..<100 { rig.run(64) }
    return rig
  }

  /// Runs until a patch was taken back, three seconds of sound at most.
  private static func rollback(_ rig: TestRig) -> Rollback? {
    for _ in 0..<2250 {
      rig.run(64)
      if let rollback = rig.engine.takeRollbacks().first { return rollback }
    }
    return nil
  }

  @Test func `a patch that turns out to be too much is taken back`() throws {
    let rig = try Self.rig(Self.patch(0))
    try rig.engine.load(Self.version(rig, Self.patch(3000), "bad"))
    let rollback = try #require(Self.rollback(rig))
    #expect(rollback.source == "bad")
    #expect(rollback.earlier == "good")
    #expect(rig.engine.source == "good")
    #expect(rig.engine.patch == Self.patch(0))
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.engine.parameter("slow", "time")?.value == 0)
    #expect(rig.engine.undo() == false)
  }

  @Test func `whoever makes nodes elsewhere is told what to go back to`() throws {
    let rig = try Self.rig(Self.patch(0))
    rig.engine.announcesRetreats = true
    try rig.engine.load(Self.version(rig, Self.patch(3000), "bad"))
    #expect(Self.rollback(rig) == nil)
    let retreat = try #require(rig.engine.retreat)
    #expect(retreat.earlier.source == "good")
    #expect(rig.engine.source == "bad")
    #expect(rig.engine.isOnTrial)
    let ready = try rig.engine.prepare(retreat.earlier, rehearses: false)
    rig.engine.performRetreat(with: ready)
    #expect(rig.engine.takeRollbacks().map(\.source) == ["bad"])
    #expect(rig.engine.source == "good")
    #expect(!rig.engine.isOnTrial)
    #expect(rig.engine.undo() == false)
  }

  @Test func `a patch that was loaded meanwhile is not taken back for the one before`() throws {
    let rig = try Self.rig(Self.patch(0))
    rig.engine.announcesRetreats = true
    try rig.engine.load(Self.version(rig, Self.patch(3000), "bad"))
    #expect(Self.rollback(rig) == nil)
    let better = makePatch(
      [PatchNode(id: "one", kind: "constant"), PatchNode(id: "out", kind: "sink")],
      ["one.out -> out.in"])
    try rig.engine.load(Self.version(rig, better, "better"))
    #expect(rig.engine.retreat == nil)
    rig.engine.performRetreat()
    #expect(rig.engine.source == "better")
  }

  @Test func `a foreign node is bypassed where the patch before it is not to be had`() throws {
    let rig = try Self.rig(Self.patch(0))
    rig.engine.announcesRetreats = true
    try rig.engine.load(Self.version(rig, Self.patch(lateAfter: 100), "bad"))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.ledger.takeBypasses() == [])
    rig.engine.giveUpRetreat()
    #expect(rig.engine.ledger.takeBypasses() == ["alien"])
    #expect(rig.engine.source == "bad")
  }

  @Test func `a patch that misses no deadline but its budget is taken back, too`() throws {
    let rig = try Self.rig(Self.patch(0))
    var patch = Self.patch(400)
    patch.budget = 0.2
    try rig.engine.load(Self.version(rig, patch, "bad"))
    #expect(Self.rollback(rig)?.source == "bad")
  }

  /// With somebody else's code that is late after a number of cycles, which no cost can foretell.
  private static func patch(lateAfter cycles: Float) -> Patch {
    var patch = patch(0)
    patch.nodes.append(
      PatchNode(id: "alien", kind: "foreign_burner", parameters: ["time": 3000, "after": cycles]))
    patch.wires.append(Wire(Wire.End("one", "out"), Wire.End("alien", "in")))
    patch.wires.append(Wire(Wire.End("alien", "left"), Wire.End("out", "in")))
    return patch
  }

  @Test func `a patch is taken back with a foreign node that is late again and again`() throws {
    let rig = try Self.rig(Self.patch(0))
    try rig.engine.load(Self.version(rig, Self.patch(lateAfter: 100), "bad"))
    let rollback = try #require(Self.rollback(rig))
    #expect(rollback.reason == "'alien' was late again and again")
    #expect(rig.engine.source == "good")
    #expect(rig.engine.ledger.takeBypasses() == [])
    #expect(rig.engine.undo() == false)
    _ = rig.engine.ledger.takeRecords()
    for _ in 0..<100 { rig.run(64) }
    #expect(rig.engine.ledger.takeRecords().map(\.nodes) == [])
  }

  @Test func `a foreign node that was there before is bypassed, and the patch stays`() throws {
    let rig = try Self.rig(Self.patch(lateAfter: 200))
    var patch = Self.patch(lateAfter: 200)
    patch.nodes.append(PatchNode(id: "more", kind: "increment"))
    try rig.engine.load(Self.version(rig, patch, "better"))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.source == "better")
    #expect(rig.engine.ledger.takeBypasses() == ["alien"])
  }

  @Test func `a patch that fits stays`() throws {
    let rig = try Self.rig(Self.patch(0))
    var patch = Self.patch(0)
    patch.nodes.append(PatchNode(id: "more", kind: "increment"))
    try rig.engine.load(Self.version(rig, patch, "better"))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.source == "better")
    #expect(rig.engine.undo())
  }

  @Test func `a patch that leaves out what is too much stays`() throws {
    let rig = try Self.rig(Self.patch(0))
    var patch = Self.patch(0)
    patch.nodes.append(PatchNode(id: "aside", kind: "burner", parameters: ["time": 3000]))
    patch.shed = ["aside"]
    try rig.engine.load(Self.version(rig, patch, "careful"))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.status.shedCycles > 0)
  }

  @Test func `a patch that is known to be too much is refused before it runs`() throws {
    let rig = try Self.rig(Self.patch(100))
    var patch = Self.patch(100)
    let twins = (0..<12).map { "twin\($0)" }
    patch.nodes += twins.map { PatchNode(id: $0, kind: "burner", parameters: ["time": 100]) }
    let error = #expect(throws: LoadError.self) {
      try rig.engine.load(Self.version(rig, patch, "bad"))
    }
    guard case .overBudget(let time, let allowed, let costliest) = error?.errors.first else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(time >= 1300)
    #expect(allowed == 933)
    #expect(costliest.count == 3)
    #expect(Set(costliest.map(\.node)).isSubset(of: twins + ["slow"]))
    #expect(rig.engine.source == "good")
    patch.shed = twins
    try rig.engine.load(Self.version(rig, patch, "careful"))
  }

  @Test func `a patch is not blamed for what the one before leaves ringing`() throws {
    var patch = Self.patch(0)
    patch.budget = 0.3
    patch.nodes.append(PatchNode(id: "echo", kind: "ringer", parameters: ["time": 600]))
    patch.wires.append(Wire(Wire.End("one", "out"), Wire.End("echo", "in")))
    patch.wires.append(Wire(Wire.End("echo", "out"), Wire.End("out", "in")))
    let rig = try Self.rig(patch)
    var next = Self.patch(0)
    next.budget = 0.3
    try rig.engine.load(Self.version(rig, next, "better"))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.source == "better")
  }

  @Test func `the first patch runs whatever it costs`() throws {
    let rig = try Self.rig(Self.patch(3000))
    #expect(Self.rollback(rig) == nil)
    #expect(rig.engine.source == "good")
  }
}
