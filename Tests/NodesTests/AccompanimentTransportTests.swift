import Graph
import Testing

/// How the band begins and stops.
@Suite struct AccompanimentTransportTests {
  @Test func `asked to stop, the band plays its ending first, and only then does time stand still`()
    throws
  {
    let rig = try NodeRig("accompaniment", tempo: 120)
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 1000))
    let asked = rig.frame
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 300))
    #expect(rig.engine.status.transport.isRolling)
    rig.run(Array(repeating: 480, count: 1200))
    #expect(!rig.engine.status.transport.isRolling)
    let starts = rig.output.messages.filter { $0.bytes[0] == 0x99 && $0.bytes[2] > 0 }
    let crash = try #require(starts.last { $0.bytes[1] == 49 })
    #expect(crash.frame > asked + 96_000 && (crash.frame + 240) % 96_000 < 480)
    #expect(rig.sounding.isEmpty)
    let standing = try #require(rig.output.findings.last { $0.port == "band" })
    #expect(standing.values[0] == -1)
  }

  @Test func `asked to stop twice, the band is silent at once`() throws {
    let rig = try NodeRig("accompaniment", tempo: 120)
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 1000))
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 20))
    rig.engine.steer(.stop)
    rig.run(480)
    #expect(!rig.engine.status.transport.isRolling)
    #expect(rig.sounding.isEmpty)
  }

  @Test func `started again after a pause, the band counts in at once`() throws {
    let rig = try NodeRig("accompaniment", tempo: 120)
    rig.run(Array(repeating: 480, count: 13))
    rig.engine.steer(.stop)
    rig.run(Array(repeating: 480, count: 50))
    let started = rig.frame
    rig.engine.steer(.start)
    rig.run(Array(repeating: 480, count: 100))
    let clicks = rig.output.messages.filter { $0.bytes[0] == 0x99 && $0.bytes[2] > 0 }
    let first = try #require(clicks.first)
    #expect(first.bytes[1] == 37 && first.frame < started + 2 * 480)
  }

  /// A clock may tell only after its start how many beats its bars have, as JACK's does.
  @Test(arguments: ["4 120 1 1 2", "3 120 1 1 2", "4 120 1 1 2\n96480 beat 2 3 111 1 0 1"])
  func `a clock that starts is the band's cue, without a count-in`(start: String) throws {
    let words = "96000 beat 1 " + start
    let rig = try NodeRig("accompaniment", events: words, tempo: 120)
    rig.run(Array(repeating: 480, count: 600))
    let drums = rig.output.messages.filter { $0.bytes[0] == 0x99 && $0.bytes[2] > 0 }
    let first = try #require(drums.first)
    #expect(abs(first.frame - 96_000) < 2400)
    #expect(!drums.contains { $0.bytes[1] == 37 })
  }
}
