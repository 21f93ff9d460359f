import Graph
import Nodes
import Testing

/// What a ``MIDIClock`` sends.
@Suite struct MIDIClockTests {
  private func frames(_ rig: NodeRig, _ status: UInt8) -> [Int] {
    rig.output.messages.filter { $0.bytes[0] == status }.map(\.frame)
  }

  @Test(arguments: [1, 64, 1000])
  func `a beat has 24 ticks, evenly spaced from the start on`(block: Int) throws {
    let rig = try NodeRig("midi_clock", tempo: 120)
    for _ in 0..<(96_000 / block) { rig.run(block) }
    let ticks = frames(rig, 0xF8)
    #expect(frames(rig, 0xFA) == [0])
    #expect(ticks.prefix(3) == [0, 1000, 2000])
    #expect(zip(ticks.dropFirst(), ticks).allSatisfy { abs($0 - $1 - 1000) <= 1 })
    #expect(abs(ticks.count - 96) <= 1)
  }

  @Test func `a stop is told, and the place from which it goes on`() throws {
    let rig = try NodeRig("midi_clock", tempo: 120)
    for _ in 0..<470 { rig.run(256) }
    rig.engine.steer(.stop)
    for _ in 0..<20 { rig.run(256) }
    let stopped = try #require(frames(rig, 0xFC).first)
    #expect(stopped < 121_000)
    #expect(frames(rig, 0xF8).allSatisfy { $0 <= stopped })
    rig.engine.steer(.start)
    for _ in 0..<100 { rig.run(256) }
    let position = try #require(rig.output.messages.first { $0.bytes[0] == 0xF2 })
    let sixteenths = Int(position.bytes[1]) + Int(position.bytes[2]) << 7
    // It stood still after 5.01 beats, and goes on with the third bar.
    #expect(sixteenths == 32)
    let resumed = try #require(frames(rig, 0xFB).first)
    let next = try #require(frames(rig, 0xF8).first { $0 > stopped })
    #expect(next >= resumed && next - resumed < 6000)
  }

  @Test func `nothing is sent where it is off`() throws {
    let rig = try NodeRig("midi_clock", parameters: ["on": 0])
    for _ in 0..<100 { rig.run(256) }
    #expect(rig.output.messages.isEmpty)
  }
}
