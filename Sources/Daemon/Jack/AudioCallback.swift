private import CJack
private import CRealtime
import Graph

/// What JACK's audio thread works with: binds the engine's slots to JACK's buffers, cycle by cycle.
///
/// Made on the control thread before the client is activated, and freed after it is closed.
struct AudioCallback: ~Copyable {
  /// The most messages sent past the engine in one cycle, so that their work is bounded.
  private static var injectionsPerCycle: Int { 256 }

  private let executor: UnsafeMutablePointer<Executor>
  private let load: Unmanaged<LoadMeter>
  private let signals: Unmanaged<JackSignals>
  private let sequencer: Unmanaged<SequencerLink>
  private let nanosecondsPerFrame: Double
  private let maximumFrameCount: Int
  private let client: OpaquePointer
  private var frame: Int64
  private var tape: Tape
  private var tap: RecordingTap

  init(
    _ engine: Engine, client: OpaquePointer, signals: JackSignals, sequencer: SequencerLink,
    tape: Tape, tap: consuming RecordingTap
  ) {
    self.client = client
    frame = engine.status.frame
    executor = engine.executor
    load = .passRetained(engine.shared.load)
    self.signals = .passRetained(signals)
    self.sequencer = .passRetained(sequencer)
    nanosecondsPerFrame = 1e9 / engine.configuration.sampleRate
    maximumFrameCount = engine.configuration.maximumFrameCount
    self.tape = tape
    self.tap = tap
  }

  deinit {
    load.release()
    signals.release()
    sequencer.release()
  }

  /// Runs a cycle of `frameCount` frames, and takes note of the time that took.
  @_noLocks
  mutating func run(_ frameCount: Int) {
    let start = realtime_nanoseconds()
    clearOutputs(frameCount)
    guard !isHeld, frameCount <= maximumFrameCount else { return }
    let moment = publishMoment(start)
    executor.pointee.hasDeadline = !isFree
    executor.pointee.begin()
    lookAtTransport()
    bind(frameCount)
    hearSequencer(moment, frameCount)
    executor.pointee.run(frameCount)
    clearMessages(frameCount)
    inject(frameCount)
    deliver(frameCount)
    tap.take(executor, frame: frame, frameCount: frameCount)
    tape.advance(frameCount)
    frame += Int64(frameCount)
    record(Int(realtime_nanoseconds() - start), frameCount: frameCount)
  }

  /// Says when this cycle was due by JACK's own clock, which does not jitter as our wake-up does.
  @_noLocks
  private func publishMoment(_ now: Int64) -> Moment {
    var frames: jack_nframes_t = 0
    var time: jack_time_t = 0
    var next: jack_time_t = 0
    var period: Float = 0
    let isKnown = jack_get_cycle_times(client, &frames, &time, &next, &period) == 0
    let moment = Moment(
      frame: frame, nanoseconds: isKnown ? Int64(time) * 1000 : now,
      nanosecondsPerFrame: nanosecondsPerFrame)
    signals._withUnsafeGuaranteedRef { $0.publish(moment) }
    return moment
  }

  /// Lets nodes see the server's own transport.
  @_noLocks
  private func lookAtTransport() {
    let sight = jack_transport_look(client)
    var host = HostTransport()
    host.isRolling = sight.is_rolling
    host.frame = sight.frame
    host.hasBars = sight.has_bars
    if sight.has_bars {
      host.beat = Int(sight.beat)
      host.fraction = sight.fraction
      host.beatsPerBar = Int(sight.beats_per_bar)
      host.tempo = sight.tempo
    }
    executor.pointee.host = host
  }

  private var isFree: Bool {
    @_noLocks get { signals._withUnsafeGuaranteedRef { $0.isFreewheelingNow } }
  }

  private var isHeld: Bool {
    @_noLocks get { signals._withUnsafeGuaranteedRef { $0.isHeldNow } }
  }

  /// Silences the outputs of the schedule that ran until now: a change of graph in this cycle may
  /// drop some of them, and JACK would go on playing what they held last.
  @_noLocks
  private func clearOutputs(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, let buffer = buffer(slot, frameCount) else { continue }
      if slot.pointee.isMIDI {
        jack_midi_clear_buffer(buffer)
      } else {
        let samples = buffer.assumingMemoryBound(to: Float.self)
        for frame in 0..<frameCount { samples[frame] = 0 }
      }
    }
  }

  /// JACK's buffer for `slot`, or `nil` for a port that could not be opened.
  @_noLocks
  private func buffer(
    _ slot: UnsafeMutablePointer<ExternalSlot>, _ frameCount: Int
  ) -> UnsafeMutableRawPointer? {
    guard let handle = slot.pointee.handle else { return nil }
    return jack_port_get_buffer(OpaquePointer(handle), jack_nframes_t(frameCount))
  }

  /// Points audio slots at JACK's buffers and brings messages in.
  @_noLocks
  private func bind(_ frameCount: Int) {
    let count = executor.pointee.externalCount
    var captures = 0
    for index in 0..<count {
      let slot = executor.pointee.external(index)
      if !slot.pointee.isOutput, !slot.pointee.isMIDI { captures += 1 }
    }
    var capture = 0
    for index in 0..<count {
      let slot = executor.pointee.external(index)
      let buffer = buffer(slot, frameCount)
      if !slot.pointee.isMIDI {
        slot.pointee.audio = buffer?.assumingMemoryBound(to: Float.self) ?? slot.pointee.unbound
        guard !slot.pointee.isOutput,
          let samples = tape.samples(channel: capture, of: captures)
        else { continue }
        slot.pointee.audio = samples
        capture += 1
      } else if !slot.pointee.isOutput {
        receive(buffer, into: slot)
      }
    }
  }

  /// Takes what `buffer` holds of channels, clock and song position; nobody here has a use for the rest.
  @_noLocks
  private func receive(
    _ buffer: UnsafeMutableRawPointer?, into slot: UnsafeMutablePointer<ExternalSlot>
  ) {
    let lane = slot.pointee.midi
    lane.header.pointee.count = 0
    guard let buffer else { return }
    var message = jack_midi_event_t()
    for index in 0..<jack_midi_get_event_count(buffer) {
      guard jack_midi_event_get(&message, buffer, index) == 0, let bytes = message.buffer,
        message.size >= 1, message.size <= 3
      else { continue }
      let event = MIDIEvent(
        offset: Int32(truncatingIfNeeded: message.time), status: bytes[0],
        data1: message.size > 1 ? bytes[1] : 0, data2: message.size > 2 ? bytes[2] : 0)
      if Self.isOfUse(event), message.size == event.byteCount { lane.append(event) }
    }
  }

  /// Whether a message is a channel's, or clock, start, continue, stop or song position.
  @_noLocks
  private static func isOfUse(_ event: MIDIEvent) -> Bool {
    let status = event.status
    if status < 0xF0 { return status >= 0x80 }
    return status == 0xF2 || status == 0xF8 || (status >= 0xFA && status <= 0xFC)
  }

  /// Takes in what has come by the ALSA sequencer since the last cycle, beside what came by JACK.
  @_noLocks
  private func hearSequencer(_ moment: Moment, _ frameCount: Int) {
    var room = Self.injectionsPerCycle
    while room > 0 {
      let taken = sequencer._withUnsafeGuaranteedRef { $0.take() }
      guard let message = taken else { return }
      room -= 1
      var event = message.event
      event.offset = message.offset(
        start: moment.nanoseconds, nanosecondsPerFrame: nanosecondsPerFrame,
        frameCount: frameCount)
      for index in 0..<executor.pointee.externalCount {
        let slot = executor.pointee.external(index)
        guard let handle = slot.pointee.handle, handle == message.handle, !slot.pointee.isOutput
        else { continue }
        slot.pointee.midi.append(event)
      }
    }
  }

  @_noLocks
  private func clearMessages(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI, let buffer = buffer(slot, frameCount)
      else { continue }
      jack_midi_clear_buffer(buffer)
    }
  }

  /// Sends what goes past the engine, ahead of what comes from it.
  @_noLocks
  private func inject(_ frameCount: Int) {
    var room = Self.injectionsPerCycle
    while room > 0 {
      let taken = signals._withUnsafeGuaranteedRef { $0.takeInjection() }
      guard let message = taken else { return }
      room -= 1
      let port = OpaquePointer(message.handle)
      guard let buffer = jack_port_get_buffer(port, jack_nframes_t(frameCount)),
        let bytes = jack_midi_event_reserve(buffer, 0, 3)
      else { continue }
      bytes[0] = message.status
      bytes[1] = message.data1
      bytes[2] = message.data2
    }
  }

  /// Hands the messages of this cycle to JACK, each complete and in order.
  @_noLocks
  private func deliver(_ frameCount: Int) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI, let buffer = buffer(slot, frameCount)
      else { continue }
      let lane = slot.pointee.midi
      for position in 0..<lane.header.pointee.count {
        let event = lane.elements[position]
        let time = max(0, min(Int(event.offset), frameCount - 1))
        guard
          let bytes = jack_midi_event_reserve(
            buffer, jack_nframes_t(time), event.byteCount)
        else { break }
        bytes[0] = event.status
        if event.byteCount > 1 { bytes[1] = event.data1 }
        if event.byteCount == 3 { bytes[2] = event.data2 }
      }
    }
  }

  /// Counts the time of a cycle, unless the server runs free of any clock; one that took too long
  /// goes to the control thread, which finds out whose doing that was.
  @_noLocks
  private func record(_ nanoseconds: Int, frameCount: Int) {
    guard !isFree else { return }
    let period = Int(nanosecondsPerFrame * Double(frameCount))
    guard nanoseconds <= period else {
      let cycle = LateCycle(nanoseconds: nanoseconds, period: period)
      signals._withUnsafeGuaranteedRef { $0.note(cycle) }
      return
    }
    load._withUnsafeGuaranteedRef { $0.record(nanoseconds, period: period) }
  }
}
