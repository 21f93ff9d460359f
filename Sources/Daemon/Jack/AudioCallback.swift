private import CJack
private import CRealtime
import Graph

/// What JACK's audio thread works with: binds the engine's slots to JACK's buffers, cycle by cycle.
///
/// Made on the control thread before the client is activated, and freed after it is closed.
struct AudioCallback: ~Copyable {
  let executor: UnsafeMutablePointer<Executor>
  private let load: Unmanaged<LoadMeter>
  let signals: Unmanaged<JackSignals>
  let sequencer: Unmanaged<SequencerLink>
  let nanosecondsPerFrame: Double
  private let maximumFrameCount: Int
  private let client: OpaquePointer
  private(set) var frame: Int64
  var lostEnds: LostEnds
  var injected = InjectedPorts()
  var tape: Tape

  /// Whether messages may have gone by unheard, so that nobody knows what is still held over there.
  var hasMissedMessages = true
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
    lostEnds = LostEnds(sampleRate: engine.configuration.sampleRate)
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
    guard !isHeld, frameCount <= maximumFrameCount else {
      hasMissedMessages = true
      return
    }
    let moment = publishMoment(start)
    executor.pointee.hasDeadline = !isFree
    executor.pointee.begin()
    lookAtTransport()
    bind(frameCount)
    hearSequencer(moment, frameCount)
    executor.pointee.run(frameCount)
    clearMessages(frameCount)
    inject(frameCount)
    repeatLostEnds(frameCount)
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

  /// Lets nodes see the server's own transport, and how late what they play is heard.
  @_noLocks
  private func lookAtTransport() {
    let sight = jack_transport_look(client)
    var host = HostTransport()
    host.isRolling = sight.is_rolling
    host.frame = sight.frame
    host.outputLatency = signals._withUnsafeGuaranteedRef { $0.outputLatencyNow }
    if sight.has_bars {
      host.place(
        beat: Int(sight.beat), fraction: sight.fraction, of: sight.beats_per_bar, tempo: sight.tempo
      )
    }
    executor.pointee.host = host
  }

  private var isFree: Bool {
    @_noLocks get { signals._withUnsafeGuaranteedRef { $0.isFreewheelingNow } }
  }

  private var isHeld: Bool {
    @_noLocks get { signals._withUnsafeGuaranteedRef { $0.isHeldNow } }
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
