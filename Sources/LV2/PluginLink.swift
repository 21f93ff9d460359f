import CLilv
private import Synchronization

/// The crossing between a plugin on the audio thread and its work on another.
///
/// Lives as long as the plugin's instance, which is freed with it: so work that is under way when
/// the node goes away still finds what it works on.
package final class PluginLink: @unchecked Sendable {
  // Unchecked because the pointers are set before the link is shared, and what changes is atomic
  // or has one thread: requests are popped by the worker alone, answers by the audio thread alone.

  /// Bytes of requests and of answers that may wait.
  private let capacity: Int

  private(set) var instance: UnsafeMutablePointer<LilvInstance>?
  private(set) var worker: UnsafePointer<LV2_Worker_Interface>?
  private var features: PluginFeatures?
  private let requests = MessageRing(minimumCapacity: 65_536)
  private let answers = MessageRing(minimumCapacity: 65_536)
  private let requestBody = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 64)
  private let answerBody = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 64)

  /// Whether work is done at once, where it is asked for: so a rendition does not depend on timing.
  private let worksInLine: Bool

  private let lost = Atomic(0)

  /// How many requests and answers found no room.
  package var lostCount: Int { lost.load(ordering: .relaxed) }

  /// Where it stands that the plugin's code runs.
  let mark: UnsafeMutablePointer<plugin_mark>

  private let world: PluginWorld

  init(_ uri: String, in world: PluginWorld, worksInLine: Bool) {
    self.world = world
    self.worksInLine = worksInLine
    capacity = 65_536
    mark = PluginGuard.mark(uri)
    _ = answerBody.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
  }

  deinit {
    mark.pointee.is_making = 1
    mark.pointee.thread = plugin_thread()
    if let instance {
      if isActive { lilv_instance_deactivate(instance) }
      // lilv keeps a list of the libraries that it has open.
      world.alone { lilv_instance_free(instance) }
    }
    PluginGuard.release(mark)
    requestBody.deallocate()
    answerBody.deallocate()
  }

  /// Instantiates `plugin`; returns whether that worked.
  func instantiate(_ plugin: OpaquePointer, sampleRate: Double, lengths: PluginBlockLengths) -> Bool
  {
    let handle = Unmanaged.passUnretained(self).toOpaque()
    let made = PluginFeatures(
      sampleRate: sampleRate, lengths: lengths,
      worker: LV2_Worker_Schedule(handle: handle, schedule_work: schedule))
    instance = making { lilv_plugin_instantiate(plugin, sampleRate, made.list) }
    features = consume made
    let found = instance.flatMap {
      lilv_instance_get_extension_data($0, Vocabulary.worker + "interface")
    }
    worker = found?.assumingMemoryBound(to: LV2_Worker_Interface.self)
    return instance != nil
  }

  private var isActive = false

  /// Lets the plugin begin.
  func activate() {
    guard let instance, !isActive else { return }
    isActive = true
    making { lilv_instance_activate(instance) }
  }

  /// Lets the plugin forget what it heard.
  func reset() {
    guard let instance, isActive else { return }
    making {
      lilv_instance_deactivate(instance)
      lilv_instance_activate(instance)
    }
  }

  /// Runs code of the plugin on the control thread, and has it noted meanwhile.
  func making<Result>(_ body: () -> Result) -> Result {
    mark.pointee.is_making = 1
    mark.pointee.thread = plugin_thread()
    defer {
      mark.pointee.thread = 0
      mark.pointee.is_making = 0
    }
    return body()
  }

  /// Takes note that the audio thread is done with the plugin.
  func stop() { isStopped.store(true, ordering: .releasing) }

  private let isStopped = Atomic(false)

  /// Lends the list of what the host offers.
  func withFeatures<Result>(
    _ body: (UnsafePointer<UnsafePointer<LV2_Feature>?>?) -> Result
  ) -> Result { body(features?.list) }

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
private func schedule(
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
