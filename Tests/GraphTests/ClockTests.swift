import Graph
import Testing

@Suite struct ClockTests {
  private let pulse = makePatch([PatchNode(id: "pulse", kind: "pulse")], [])

  @Test func `the internal clock keeps the tempo that is set`() throws {
    let rig = TestRig()
    var patch = makePatch([PatchNode(id: "out", kind: "sink")], [])
    patch.tempo = 90
    try rig.engine.load(patch)
    for _ in 0..<750 { rig.run(64) }
    #expect(abs(rig.engine.status.transport.beat - 1.5) < 1e-6)
  }

  @Test(arguments: [0, -90, .nan, .infinity])
  func `time goes on as it did where a tempo is none`(tempo: Double) throws {
    let rig = TestRig()
    var patch = makePatch([PatchNode(id: "out", kind: "sink")], [])
    patch.tempo = 90
    try rig.engine.load(patch)
    rig.engine.steer(.tempo(tempo))
    for _ in 0..<750 { rig.run(64) }
    #expect(abs(rig.engine.status.transport.beat - 1.5) < 1e-6)
  }

  @Test(arguments: [64, 1024])
  func `beats that are announced meet their frames`(frameCount: Int) throws {
    let rig = TestRig()
    try rig.engine.load(pulse)
    while rig.frame < 480_000 { rig.run(frameCount) }
    let transport = rig.engine.status.transport
    let offset = Double(rig.frame % 24_000) / 24_000
    let phase = transport.beat - transport.beat.rounded(.down)
    #expect(abs(phase - offset) < 0.02)
    #expect(transport.beatsPerBar == 4)
  }

  /// It has half a beat too much by then.
  @Test func `a slower tempo is met at the next beat, though told with the one after`() throws {
    let rig = TestRig()
    try rig.engine.load(makePatch([PatchNode(id: "slower", kind: "slower")], []))
    for beat in [1, 2] {
      let moment = Slower.eleventh + Double(beat) * Slower.stretch * Slower.period
      while Double(rig.frame) < moment { rig.run(64) }
      let position = rig.engine.status.transport.beat
      #expect(abs(position - position.rounded()) < 0.02)
    }
  }

  @Test func `two taps set tempo and start time`() throws {
    let rig = TestRig()
    var patch = makePatch([PatchNode(id: "out", kind: "sink")], [])
    patch.clock = "internal"
    try rig.engine.load(patch)
    rig.run(64)
    rig.engine.steer(.tap, at: 1000)
    rig.engine.steer(.tap, at: 1000 + 48_000)
    for _ in 0..<800 { rig.run(64) }
    #expect(abs(rig.engine.status.transport.tempo - 60) < 0.01)
  }

  /// Taps once every half second, `count` times, from frame 1000 on, and half a second more.
  private func tap(_ count: Int, into rig: TestRig) {
    for tap in 0..<count { rig.engine.steer(.tap, at: Int64(1000 + 24_000 * tap)) }
    while rig.frame < 1000 + 24_000 * count { rig.run(50) }
  }

  @Test(arguments: ["sink", "pulse"])
  func `a bar of taps is a count-in, and the beat after it is the first`(kind: String) throws {
    let rig = TestRig()
    let patch = makePatch([PatchNode(id: "node", kind: kind)], [])
    try rig.engine.load(patch)
    rig.run(50)
    tap(4, into: rig)
    let transport = rig.engine.status.transport
    // The tracker's beats fall 21 ms beside the taps: the clock leans towards them.
    #expect(abs(transport.tempo - 120) < (kind == "pulse" ? 3 : 1))
    #expect(abs(transport.beat - transport.downbeat) < 0.08)
  }

  @Test func `time that is started again begins with a bar, wherever it stood still`() throws {
    let rig = TestRig()
    try rig.engine.load(makePatch([PatchNode(id: "out", kind: "sink")], []))
    for _ in 0..<488 { rig.run(64) }
    rig.engine.steer(.stop)
    rig.run(64)
    #expect(abs(rig.engine.status.transport.beat - 1.3) < 0.01)
    rig.engine.steer(.start)
    rig.run(64)
    #expect(abs(rig.engine.status.transport.beat - 4 - 64.0 / 24_000) < 1e-9)
    #expect(rig.engine.status.transport.beatInBar == 1)
  }

  @Test(arguments: [31.999_999_999_96, 32, 31.999_999_998])
  func `bar and beat change together, however near a bar line sums of frames end`(beat: Double) {
    var transport = Transport()
    transport.beat = beat
    let isNext = beat > 31.999_999_999
    #expect(transport.bar == (isNext ? 8 : 7) && transport.beatInBar == (isNext ? 1 : 4))
  }

  @Test func `time stands still after stop until start`() throws {
    let rig = TestRig()
    try rig.engine.load(pulse)
    for _ in 0..<2000 { rig.run(64) }
    rig.engine.steer(.stop)
    rig.run(64)
    let beat = rig.engine.status.transport.beat
    for _ in 0..<2000 { rig.run(64) }
    #expect(rig.engine.status.transport.beat == beat)
    rig.engine.steer(.start)
    for _ in 0..<2000 { rig.run(64) }
    #expect(rig.engine.status.transport.beat > beat)
  }

  @Test func `the one that the player marks holds against the tracker`() throws {
    let rig = TestRig()
    try rig.engine.load(pulse)
    for _ in 0..<3000 { rig.run(64) }
    let before = rig.engine.status.transport
    rig.engine.steer(.downbeat)
    rig.run(64)
    let marked = rig.engine.status.transport.downbeat
    #expect((marked - before.downbeat).truncatingRemainder(dividingBy: 4) != 0)
    for _ in 0..<6000 { rig.run(64) }
    #expect((rig.engine.status.transport.downbeat - marked).truncatingRemainder(dividingBy: 4) == 0)
  }

  @Test(arguments: [(2.0, 240.0), (0.5, 60.0)])
  func `a tempo that the player doubles or halves stays so`(factor: Double, tempo: Double) throws {
    let rig = TestRig()
    try rig.engine.load(pulse)
    for _ in 0..<3000 { rig.run(64) }
    rig.engine.steer(.scale(factor))
    for _ in 0..<30_000 { rig.run(64) }
    let transport = rig.engine.status.transport
    #expect(abs(transport.tempo - tempo) < 1)
    let beats = Double(rig.frame) / 24_000 * factor
    let phase = transport.beat - beats
    let toHalf = abs(2 * phase - (2 * phase).rounded())
    #expect(toHalf < 0.04)
  }

  @Test func `position never goes back and its rate stays near the tempo`() throws {
    let rig = TestRig()
    try rig.engine.load(pulse)
    var last = 0.0
    for block in 0..<6000 {
      rig.run(64)
      let transport = rig.engine.status.transport
      #expect(transport.beat >= last)
      if block > 1500, transport.beat > last {
        #expect(abs((transport.beat - last) * 24_000 / 64 - 1) < 0.01)
      }
      last = transport.beat
    }
  }
}
