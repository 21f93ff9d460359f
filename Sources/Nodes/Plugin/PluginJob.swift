import Graph
import LV2

/// What a plugin leaves to a thread of the host (the worker extension of LV2).
final class PluginJob: Job {
  private let link: PluginLink

  init(_ link: PluginLink) { self.link = link }

  /// Nobody vouches for foreign code.
  var isUrgent: Bool { false }

  func run() -> Bool { link.work() }
}
