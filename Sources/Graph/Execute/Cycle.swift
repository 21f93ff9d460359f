private import Synchronization

/// One cycle, as a single node sees it: what arrives, what is to be filled, and what time it is.
///
/// Ports are counted within their type, in the order of the declaration.
package struct Cycle: ~Copyable {
  private let ports: UnsafePointer<PortTable>
  private let context: UnsafePointer<CycleContext>

  /// The number of samples in each input and output, 1 to the maximum.
  package let frameCount: Int

  @_noLocks
  init(ports: UnsafePointer<PortTable>, context: UnsafePointer<CycleContext>) {
    self.ports = ports
    self.context = context
    frameCount = context.pointee.frameCount
  }

  /// The absolute frame of the first sample.
  package var frame: Int64 { @_noLocks get { context.pointee.frame } }

  /// Musical time at the first sample.
  package var transport: Transport { @_noLocks get { context.pointee.transport } }

  /// What the player, or the engine, has asked of all nodes since the cycle before.
  package var signals: CycleSignals { @_noLocks get { context.pointee.signals } }

  /// What the back end's own transport shows at the first sample.
  package var host: HostTransport { @_noLocks get { context.pointee.host } }

  /// Says that there is an ending to be played: where time is asked to stop, it goes on for as long as a
  /// node says so in every cycle.
  @_noLocks
  package func wantTime() {
    context.pointee.wantsTime?.pointee.store(true, ordering: .relaxed)
  }

  /// Says that whoever plays means bars of so many beats, whatever the patch has: to be said in every cycle.
  @_noLocks
  package func mean(beatsPerBar: Int) {
    context.pointee.meantBeatsPerBar?.pointee.store(beatsPerBar, ordering: .relaxed)
  }

  /// Returns the samples arriving at `port`: silence where no wire leads to it.
  @_noLocks
  @_lifetime(borrow self)
  package func input(_ port: Int) -> Signal {
    let signal = Signal(start: ports.pointee.inputs[port], count: frameCount)
    return _overrideLifetime(signal, borrowing: self)
  }

  /// Whether a wire leads to the audio input `port`.
  @_noLocks
  package func isConnected(_ port: Int) -> Bool { ports.pointee.isConnected[port] }

  /// Returns the samples to fill at `port`, which hold arbitrary values until written.
  @_noLocks
  @_lifetime(borrow self)
  package func output(_ port: Int) -> MutableSpan<Float> {
    let span = MutableSpan(_unsafeStart: ports.pointee.outputs[port], count: frameCount)
    return _overrideLifetime(span, borrowing: self)
  }

  /// Returns where the output `port` begins, for foreign code that writes through a pointer.
  @_noLocks
  package func outputStart(_ port: Int) -> UnsafeMutablePointer<Float> {
    ports.pointee.outputs[port]
  }

  /// Copies the samples arriving at `input` to `output`.
  @_noLocks
  package func copy(input: Int, to output: Int) {
    UnsafeMutableRawPointer(ports.pointee.outputs[output]).copyMemory(
      from: ports.pointee.inputs[input], byteCount: frameCount * MemoryLayout<Float>.stride)
  }

  /// Returns the messages arriving at the MIDI input `port`, sorted by offset.
  @_noLocks
  package func midiInput(_ port: Int) -> Lane<MIDIEvent> { ports.pointee.midiInputs[port] }

  /// Returns the lane to append messages to at the MIDI output `port`, empty at first.
  @_noLocks
  package func midiOutput(_ port: Int) -> Lane<MIDIEvent> { ports.pointee.midiOutputs[port] }

  /// Returns the events arriving at the event input `port`, sorted by offset.
  @_noLocks
  package func eventInput(_ port: Int) -> Lane<Event> { ports.pointee.eventInputs[port] }

  /// Returns the lane to append events to at the event output `port`, empty at first.
  @_noLocks
  package func eventOutput(_ port: Int) -> Lane<Event> { ports.pointee.eventOutputs[port] }

  /// Returns the samples that come in at the engine's own port `index`.
  @_noLocks
  @_lifetime(borrow self)
  package func external(_ index: Int) -> Signal {
    let start = ports.pointee.externals[index].pointee.audio + context.pointee.blockOffset
    let signal = Signal(start: UnsafePointer(start), count: frameCount)
    return _overrideLifetime(signal, borrowing: self)
  }

  /// Adds the samples arriving at `input` to what goes out at the engine's own port `index`.
  @_noLocks
  package func mix(input: Int, toExternal index: Int, gain: Float = 1) {
    let source = ports.pointee.inputs[input]
    let destination = ports.pointee.externals[index].pointee.audio + context.pointee.blockOffset
    for frame in 0..<frameCount { destination[frame] += source[frame] * gain }
  }

  /// Copies the channel messages that came in at the engine's own port `index` to the MIDI output `port`.
  @_noLocks
  package func receive(external index: Int, to port: Int) {
    for position in 0..<arrivalCount(external: index) {
      guard let event = arrival(position, external: index), !event.isSystem else { continue }
      ports.pointee.midiOutputs[port].append(event)
    }
  }

  /// How many messages came in at the engine's own port `index`, with those of the block's other parts.
  @_noLocks
  package func arrivalCount(external index: Int) -> Int {
    ports.pointee.externals[index].pointee.midi.header.pointee.count
  }

  /// Returns the message `position` of those; `nil` where it belongs to another part of the block.
  @_noLocks
  package func arrival(_ position: Int, external index: Int) -> MIDIEvent? {
    var event = ports.pointee.externals[index].pointee.midi.elements[position]
    event.offset -= Int32(truncatingIfNeeded: context.pointee.blockOffset)
    let isHere = event.offset >= 0 && event.offset < Int32(truncatingIfNeeded: frameCount)
    return isHere ? event : nil
  }

  /// Sends `event` out at the engine's own port `index`.
  @_noLocks
  package func send(_ event: MIDIEvent, toExternal index: Int) {
    var placed = event
    placed.offset += Int32(truncatingIfNeeded: context.pointee.blockOffset)
    ports.pointee.externals[index].pointee.midi.append(placed)
  }
}
