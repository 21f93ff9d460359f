import CLilv
import Synchronization

/// Work that a plugin has done on another thread.
extension PluginLink {
  /// Whether the plugin has work to be done elsewhere.
  package var hasWorker: Bool { worker != nil }

  /// Takes a request from the plugin, on the audio thread.
  @_noLocks
  fileprivate func accept(_ body: UnsafeRawPointer, count: Int) -> Bool {
    if requests.push(body, count: count) { return true }
    _ = lost.wrappingAdd(1, ordering: .relaxed)
    return false
  }

  /// Takes an answer from the plugin's work, on the worker's thread or in line.
  fileprivate func answer(_ body: UnsafeRawPointer, count: Int) -> Bool {
    if answers.push(body, count: count) { return true }
    _ = lost.wrappingAdd(1, ordering: .relaxed)
    return false
  }

  fileprivate var isInLine: Bool { @_noLocks get { worksInLine } }

  /// Does what the plugin asked for, on a worker's thread; returns whether there was anything.
  package func work() -> Bool {
    var worked = false
    while !isStopped.load(ordering: .acquiring),
      let count = requests.pop(into: requestBody, maximum: capacity)
    {
      worked = true
      perform(requestBody, count: count)
    }
    return worked
  }

  fileprivate func perform(_ body: UnsafeRawPointer, count: Int) {
    guard let worker, let handle = instance?.pointee.lv2_handle, count >= 0 else { return }
    let link = Unmanaged.passUnretained(self).toOpaque()
    _ = worker.pointee.work(handle, respond, link, UInt32(count), body)
  }

  /// Hands the plugin the answers that have come, after its `run` on the audio thread.
  @_noLocks
  func deliver(
    to worker: UnsafePointer<LV2_Worker_Interface>, _ handle: UnsafeMutableRawPointer
  ) {
    while let count = answers.pop(into: answerBody, maximum: capacity) {
      if count >= 0 {
        plugin_respond(worker, handle, UInt32(truncatingIfNeeded: count), answerBody)
      }
    }
    plugin_end_run(worker, handle)
  }
}

/// What plugins call to have work done; on the audio thread.
func scheduleWork(
  _ handle: UnsafeMutableRawPointer?, _ size: UInt32, _ body: UnsafeRawPointer?
) -> LV2_Worker_Status {
  guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
  let link = Unmanaged<PluginLink>.fromOpaque(handle)
  let bytes = body ?? UnsafeRawPointer(handle)
  let count = body == nil ? 0 : Int(size)
  return link._withUnsafeGuaranteedRef { link in
    if link.isInLine {
      link.perform(bytes, count: count)
      return LV2_WORKER_SUCCESS
    }
    return link.accept(bytes, count: count) ? LV2_WORKER_SUCCESS : LV2_WORKER_ERR_NO_SPACE
  }
}

/// What plugins call to answer from their work.
private func respond(
  _ handle: UnsafeMutableRawPointer?, _ size: UInt32, _ body: UnsafeRawPointer?
) -> LV2_Worker_Status {
  guard let handle else { return LV2_WORKER_ERR_UNKNOWN }
  let link = Unmanaged<PluginLink>.fromOpaque(handle).takeUnretainedValue()
  let isKept = link.answer(body ?? UnsafeRawPointer(handle), count: body == nil ? 0 : Int(size))
  return isKept ? LV2_WORKER_SUCCESS : LV2_WORKER_ERR_NO_SPACE
}
