package import Graph

/// Sends musical time as MIDI clock: 24 ticks a beat, start, stop, and the position in the song.
package struct MIDIClock: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "midi_clock", family: "midi",
    doc: "Sends musical time as MIDI clock, with start, stop and song position.",
    outputs: [.midi("out", "Clock, start, stop and song position; nothing else.")],
    parameters: [.toggle("on", default: true, "Whether it is sent.")])

  private static var ticksPerBeat: Double { 24 }
  private static var clock: UInt8 { 0xF8 }
  private static var start: UInt8 { 0xFA }
  private static var resume: UInt8 { 0xFB }
  private static var stop: UInt8 { 0xFC }
  private static var position: UInt8 { 0xF2 }

  private let isOn: ParameterReader

  /// The next tick to be sent, counted from position 0, where time rolls.
  private var tick: Double = 0
  private var isRunning = false

  package init(_ context: NodeContext) throws(NodeError) { isOn = context.reader("on") }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let transport = cycle.transport
    guard transport.isRolling, transport.rate > 0, isOn.isOn else {
      if isRunning { send(Self.stop, cycle, at: 0) }
      isRunning = false
      return
    }
    if !isRunning { begin(cycle) }
    let behind = transport.beat * Self.ticksPerBeat - tick
    if behind > Self.ticksPerBeat {
      // Position has jumped: receivers are told where to.
      send(Self.stop, cycle, at: 0)
      begin(cycle)
    }
    while true {
      let offset = transport.offset(of: tick / Self.ticksPerBeat) + 0.5
      guard offset < Double(cycle.frameCount) else { return }
      send(Self.clock, cycle, at: Int32(max(0, offset)))
      tick += 1
    }
  }

  /// Tells where the song goes on, at the next sixteenth, and starts.
  @_noLocks
  private mutating func begin(_ cycle: borrowing Cycle) {
    isRunning = true
    let ahead = -(-(cycle.transport.beat * 4 - 1e-6)).floored
    let sixteenth = max(0, ahead)
    tick = sixteenth * 6
    if sixteenth == 0 {
      send(Self.start, cycle, at: 0)
    } else {
      let count = Int(min(16_383, sixteenth))
      cycle.midiOutput(0).append(
        MIDIEvent(
          offset: 0, status: Self.position, data1: UInt8(count & 127), data2: UInt8(count >> 7)))
      send(Self.resume, cycle, at: 0)
    }
  }

  @_noLocks
  private func send(_ status: UInt8, _ cycle: borrowing Cycle, at offset: Int32) {
    cycle.midiOutput(0).append(MIDIEvent(offset: offset, status: status, data1: 0, data2: 0))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(MIDIClock.self, in: $0)
}
