private import CJack
private import Glibc
import Graph
private import Synchronization

/// Our place at a JACK server; belongs to the control thread.
final class JackClient {
  let handle: OpaquePointer
  let signals: JackSignals

  /// What the server calls us.
  let name: String

  /// Frames a second, as they were when we came.
  let sampleRate: Double
  private(set) var isActive = false
  private var callback: UnsafeMutablePointer<AudioCallback>?
  private var judge = OverrunJudge()

  /// Opens a client called `name`, or nearly so if the name is taken; never starts a server.
  init(name: String, server: String?, wakeup: Wakeup) throws(JackError) {
    var status = JackStatus(rawValue: 0)
    guard let handle = jack_client_open_on(name, server, &status) else {
      let isAbsent = status.rawValue & JackServerFailed.rawValue != 0
      throw isAbsent ? .noServer : .refused("status \(status.rawValue)")
    }
    self.handle = handle
    self.name = String(cString: jack_get_client_name(handle))
    sampleRate = Double(jack_get_sample_rate(handle))
    signals = JackSignals(wakeup: wakeup)
    listen()
  }

  /// Frames a cycle.
  var bufferSize: Int { Int(jack_get_buffer_size(handle)) }

  var pace: Pace { Pace(sampleRate: sampleRate, frameCount: bufferSize) }

  var isLost: Bool { signals.isLost.load(ordering: .acquiring) }

  /// Whether the server has gone over to another sample rate, as PipeWire may, so that we have to come anew.
  var hasOtherRate: Bool {
    let rate = signals.sampleRate.load(ordering: .acquiring)
    return rate > 0 && Double(rate) != sampleRate
  }

  /// Sets everything but the process callback, which ``activate(_:)`` sets.
  private func listen() {
    // The client keeps the signals until ``close()`` has succeeded.
    let context = Unmanaged.passRetained(signals).toOpaque()
    jack_on_info_shutdown(handle, jackShutDown, context)
    jack_on_shutdown(handle, jackShutDownUntold, context)
    jack_set_sample_rate_callback(handle, jackSampleRate, context)
    jack_set_thread_init_callback(handle, jackThreadStarted, nil)
    jack_set_xrun_callback(handle, jackXrun, context)
    jack_set_buffer_size_callback(handle, jackBufferSize, context)
    jack_set_freewheel_callback(handle, jackFreewheel, context)
    jack_set_port_registration_callback(handle, jackPortRegistered, context)
    jack_set_port_connect_callback(handle, jackPortConnected, context)
    jack_set_latency_callback(handle, jackLatency, context)
  }

  /// Lets the audio thread begin, in silence until ``release()``.
  func activate(_ callback: consuming AudioCallback) -> Bool {
    let pointer = UnsafeMutablePointer<AudioCallback>.allocate(capacity: 1)
    pointer.initialize(to: callback)
    self.callback = pointer
    guard jack_set_process_callback(handle, jackProcess, pointer) == 0,
      jack_activate(handle) == 0
    else { return false }
    isActive = true
    return true
  }

  /// The real-time priority for threads that help the audio thread: just below its own; 0 where it has
  /// none.
  var helperPriority: Int { max(0, Int(jack_client_real_time_priority(handle)) - 1) }

  /// Lets time begin.
  func release() { signals.isHeld.store(false, ordering: .releasing) }

  /// Counts the cycles that took too long as overruns in `load` where the time was ours, and as
  /// interruptions elsewhere; call it every turn, so that little else is in the time it looks at.
  ///
  /// Tells the ledger how to judge the cycles since the last call.
  func countLateCycles(in load: LoadMeter, for ledger: CostLedger) {
    let limit = judge.limit(jack_client_thread_id(handle))
    var isLate = false
    while let cycle = signals.lateCycles.pop() {
      isLate = true
      let nanoseconds = min(cycle.nanoseconds, limit)
      if nanoseconds <= cycle.period {
        signals.interruptions.wrappingAdd(1, ordering: .relaxed)
      }
      load.record(nanoseconds, period: cycle.period)
    }
    ledger.processorLimit = limit
    ledger.disturbance = judge.disturbance(isLate: isLate)
  }

  /// Leaves the server, within two seconds.
  ///
  /// libjack has been seen to hang here once its server was gone, so a thread of its own does it;
  /// if that one hangs, what the client uses is left to it.
  func close() -> Bool {
    isActive = false
    let isDone = Closing.run(handle, within: 2)
    guard isDone else { return false }
    if let callback {
      callback.deinitialize(count: 1)
      callback.deallocate()
    }
    callback = nil
    Unmanaged.passUnretained(signals).release()
    return true
  }
}

/// A client on its way out, shared with the thread that closes it.
///
/// Unchecked because JACK's handle may be used on any thread.
private final class Closing: @unchecked Sendable {
  private let handle: OpaquePointer
  private let isDone = Atomic(false)

  private init(_ handle: OpaquePointer) { self.handle = handle }

  /// Closes `handle` on a thread and says whether that took less than `seconds`.
  static func run(_ handle: OpaquePointer, within seconds: Int) -> Bool {
    let closing = Closing(handle)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(closing).toOpaque()
    guard pthread_create(&thread, nil, closeClient, context) == 0 else { return false }
    pthread_detach(thread)
    for _ in 0..<seconds * 500 {
      if closing.isDone.load(ordering: .acquiring) { return true }
      usleep(2000)
    }
    return false
  }

  func close() {
    jack_deactivate(handle)
    jack_client_close(handle)
    isDone.store(true, ordering: .releasing)
  }
}

private func closeClient(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Closing>.fromOpaque(context).takeRetainedValue().close()
  return nil
}
