import CLilv
import Synchronization

/// The crossing between a plugin on the audio thread and its work on another.
///
/// Lives as long as the plugin's instance, which is freed with it: so work that is under way when
/// the node goes away still finds what it works on.
package final class PluginLink: @unchecked Sendable {
  // Unchecked because the pointers are set before the link is shared, and what changes is atomic
  // or has one thread: requests are popped by the worker alone, answers by the audio thread alone.

  /// Bytes of requests and of answers that may wait.
  let capacity: Int

  private(set) var instance: UnsafeMutablePointer<LilvInstance>?
  private(set) var worker: UnsafePointer<LV2_Worker_Interface>?
  private var features: PluginFeatures?
  let requests = MessageRing(minimumCapacity: 65_536)
  let answers = MessageRing(minimumCapacity: 65_536)
  let requestBody = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 64)
  let answerBody = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 64)

  /// Whether work is done at once, where it is asked for: so a rendition does not depend on timing.
  let worksInLine: Bool

  let lost = Atomic(0)

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
      worker: LV2_Worker_Schedule(handle: handle, schedule_work: scheduleWork))
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

  let isStopped = Atomic(false)

  /// Lends the list of what the host offers.
  func withFeatures<Result>(
    _ body: (UnsafePointer<UnsafePointer<LV2_Feature>?>?) -> Result
  ) -> Result { body(features?.list) }
}
