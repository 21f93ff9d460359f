import Graph
import LV2

/// What a plugin leaves to a thread that may take its time.
final class PluginJob: Job {
  private let link: PluginLink

  init(_ link: PluginLink) { self.link = link }

  func run() -> Bool { link.work() }
}
