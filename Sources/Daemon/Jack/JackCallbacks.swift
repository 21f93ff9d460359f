import CJack
private import CRealtime
private import Graph
private import Synchronization

// JACK calls these on threads of its own, so they are functions: a closure could belong to an
// actor, and trap.

private func signals(_ context: UnsafeMutableRawPointer?) -> JackSignals? {
  context.map { Unmanaged<JackSignals>.fromOpaque($0).takeUnretainedValue() }
}

/// Runs a cycle, on JACK's audio thread.
@_noLocks
func jackProcess(_ frameCount: jack_nframes_t, _ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let context else { return 0 }
  realtime_enter()
  context.assumingMemoryBound(to: AudioCallback.self).pointee.run(Int(frameCount))
  realtime_exit()
  return 0
}

/// Prepares every thread that JACK starts for us.
func jackThreadStarted(_ context: UnsafeMutableRawPointer?) { realtime_flush_denormals() }

/// Says that the server is gone; async-signal-safe, as JACK demands.
func jackShutDown(
  _ code: jack_status_t, _ reason: UnsafePointer<CChar>?, _ context: UnsafeMutableRawPointer?
) {
  guard let signals = signals(context) else { return }
  signals.isLost.store(true, ordering: .releasing)
  signals.wakeup.signal()
}

/// The same of PipeWire before 1.0, which knows only this way to say it.
func jackShutDownUntold(_ context: UnsafeMutableRawPointer?) {
  jackShutDown(JackFailure, nil, context)
}

func jackXrun(_ context: UnsafeMutableRawPointer?) -> Int32 {
  _ = signals(context)?.xruns.wrappingAdd(1, ordering: .relaxed)
  return 0
}

func jackBufferSize(_ frameCount: jack_nframes_t, _ context: UnsafeMutableRawPointer?) -> Int32 {
  signals(context)?.bufferSize.store(Int(frameCount), ordering: .releasing)
  return 0
}

func jackSampleRate(_ rate: jack_nframes_t, _ context: UnsafeMutableRawPointer?) -> Int32 {
  guard let signals = signals(context) else { return 0 }
  signals.sampleRate.store(Int(rate), ordering: .releasing)
  signals.wakeup.signal()
  return 0
}

func jackFreewheel(_ isStarting: Int32, _ context: UnsafeMutableRawPointer?) {
  signals(context)?.isFreewheeling.store(isStarting != 0, ordering: .relaxed)
}

func jackPortRegistered(
  _ port: jack_port_id_t, _ isNew: Int32, _ context: UnsafeMutableRawPointer?
) {
  guard let signals = signals(context) else { return }
  let notice = JackSignals.Notice(port: port, isNew: isNew != 0)
  if !signals.notices.push(notice) { signals.hasLostNotices.store(true, ordering: .releasing) }
  signals.wakeup.signal()
}

func jackPortConnected(
  _ first: jack_port_id_t, _ second: jack_port_id_t, _ isConnected: Int32,
  _ context: UnsafeMutableRawPointer?
) {
  guard let signals = signals(context) else { return }
  if isConnected == 0, !signals.cuts.push(JackSignals.Cut(first: first, second: second)) {
    signals.hasLostCuts.store(true, ordering: .releasing)
  }
  signals.hasNewConnections.store(true, ordering: .releasing)
  signals.wakeup.signal()
}

/// Passes latencies through, with what plugins add between inputs and outputs.
func jackLatency(_ mode: jack_latency_callback_mode_t, _ context: UnsafeMutableRawPointer?) {
  guard let signals = signals(context) else { return }
  signals.ports.withLock { ports in
    let isCapture = mode == JackCaptureLatency
    var total = jack_latency_range_t(min: .max, max: 0)
    for port in ports where port.isOutput != isCapture {
      var range = jack_latency_range_t()
      jack_port_get_latency_range(port.handle, mode, &range)
      total.min = min(total.min, range.min)
      total.max = max(total.max, range.max)
    }
    if total.min > total.max { total.min = total.max }
    if !isCapture { signals.outputLatency.store(Int(total.max), ordering: .relaxed) }
    total.add(UInt32(truncatingIfNeeded: signals.latency.load(ordering: .relaxed)))
    for port in ports where port.isOutput == isCapture {
      jack_port_set_latency_range(port.handle, mode, &total)
    }
  }
}

extension jack_latency_range_t {
  /// Adds so many frames, as far as numbers go: other programs may claim any latency.
  mutating func add(_ frames: UInt32) {
    min = UInt32(clamping: UInt64(min) + UInt64(frames))
    max = UInt32(clamping: UInt64(max) + UInt64(frames))
  }
}
