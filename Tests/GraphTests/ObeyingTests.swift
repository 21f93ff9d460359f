import Graph
import Testing

/// Musical time that goes by a clock outside.
@Suite struct ObeyingTests {
  private func rig() throws -> TestRig {
    let rig = TestRig()
    var patch = makePatch([PatchNode(id: "leader", kind: "leader")], [])
    patch.tempo = 90
    patch.clock = "leader"
    try rig.engine.load(patch)
    return rig
  }

  /// How far from a whole beat position is at the frame now, where one is to fall at `beat`.
  private func error(_ rig: TestRig, beat: Int, period: Double) -> Double {
    let transport = rig.engine.status.transport
    let phase = transport.beat - (Double(rig.frame) - Double(beat)) / period
    return phase - phase.rounded()
  }

  private func run(_ rig: TestRig, _ count: Int, then check: (Transport) -> Void = { _ in }) {
    for _ in 0..<count {
      rig.run(64)
      check(rig.engine.status.transport)
    }
  }

  @Test func `it begins where the clock begins, in its bar, at its tempo`() throws {
    let rig = try rig()
    run(rig, 1500)
    let transport = rig.engine.status.transport
    #expect(transport.isRolling)
    #expect(abs(transport.tempo - 120) < 0.001)
    #expect(abs(error(rig, beat: 4800, period: 24_000)) < 1e-4)
    // The third beat falls at frame 4800, the one two beats later.
    let ahead = (transport.downbeat - transport.beat) * 24_000 + Double(rig.frame) - 52_800
    #expect(abs(ahead.remainder(dividingBy: 96_000)) < 4)
  }

  @Test func `a tempo that changes at once is met at the next beat, without a jump`() throws {
    let rig = try rig()
    run(rig, 1500)
    _ = rig.engine.set([("leader", "tempo", 150)])
    var last = rig.engine.status.transport.beat
    run(rig, 3000) { transport in
      #expect(transport.beat >= last && transport.beat - last < 64 / 19_200 * 1.3)
      last = transport.beat
    }
    #expect(abs(rig.engine.status.transport.tempo - 150) < 0.001)
    #expect(abs(error(rig, beat: 100_800, period: 19_200)) < 1e-3)
  }

  @Test func `a clock that is elsewhere is gone over to within two beats, without a jump`() throws {
    let rig = try rig()
    run(rig, 1500)
    _ = rig.engine.set([("leader", "late", 7200)])
    var last = rig.engine.status.transport.beat
    run(rig, 1500) { transport in
      let step = (transport.beat - last) * 24_000 / 64
      #expect(step > 0.74 && step < 1.26)
      last = transport.beat
    }
    #expect(abs(error(rig, beat: 4800 + 7200, period: 24_000)) < 2e-3)
  }

  @Test(arguments: [9600, 12_000, 14_400, 17_000])
  func `a clock that has fallen behind by half a beat has no bar counted twice`(
    late: Float
  ) throws {
    let rig = try rig()
    run(rig, 1500)
    func place(_ transport: Transport) -> Int { 4 * transport.bar + transport.beatInBar }
    var last = place(rig.engine.status.transport)
    _ = rig.engine.set([("leader", "late", late)])
    run(rig, 3000) { transport in
      #expect((0...1).contains(place(transport) - last))
      last = place(transport)
    }
    #expect(abs(error(rig, beat: 4800 + Int(late), period: 24_000)) < 2e-3)
    let transport = rig.engine.status.transport
    let ahead = (transport.downbeat - transport.beat) * 24_000 + Double(rig.frame) - 52_800
    #expect(abs((ahead - Double(late)).remainder(dividingBy: 96_000)) < 50)
  }

  @Test func `it stands still where the clock stops, and begins a bar of its own with it again`()
    throws
  {
    let rig = try rig()
    run(rig, 1500)
    _ = rig.engine.set([("leader", "stopped", 1)])
    run(rig, 2)
    let beat = rig.engine.status.transport.beat
    #expect(!rig.engine.status.transport.isRolling)
    run(rig, 500)
    #expect(rig.engine.status.transport.beat == beat)
    _ = rig.engine.set([("leader", "stopped", 0)])
    run(rig, 500)
    #expect(rig.engine.status.transport.isRolling)
    #expect(rig.engine.status.transport.beat > beat)
  }

  @Test func `a clock that stands still says at which tempo it would go on`() throws {
    let rig = try rig()
    run(rig, 1500)
    _ = rig.engine.set([("leader", "stopped", 1), ("leader", "tempo", 144)])
    run(rig, 2)
    #expect(rig.engine.status.transport.tempo == 144)
    #expect(!rig.engine.status.transport.isRolling)
  }

  @Test func `started again by hand, it is on the clock's beat from the next one on`() throws {
    let rig = try rig()
    run(rig, 1500)
    rig.engine.steer(.stop)
    run(rig, 1000)
    rig.engine.steer(.start)
    var last = rig.engine.status.transport.beat
    run(rig, 376) { transport in
      #expect(transport.beat >= last && transport.beat - last < 4.01)
      last = transport.beat
    }
    run(rig, 1000) { _ in #expect(abs(error(rig, beat: 4800, period: 24_000)) < 1e-3) }
  }

  @Test func `whoever stops the band holds it against the clock until that starts anew`() throws {
    let rig = try rig()
    run(rig, 1500)
    rig.engine.steer(.stop)
    run(rig, 1000)
    #expect(!rig.engine.status.transport.isRolling)
    _ = rig.engine.set([("leader", "stopped", 1)])
    run(rig, 10)
    _ = rig.engine.set([("leader", "stopped", 0)])
    run(rig, 500)
    #expect(rig.engine.status.transport.isRolling)
  }
}
