import ArgumentParser
import LV2
import YAML

struct PluginsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "Lists the LV2 plugins that are installed.",
    discussion: "'strumctl nodes lv2 URI' shows all of one. strumd need not run.")

  @Argument(help: "Words that have to be in the name, the class or the URI.")
  var words: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let world = PluginWorld.installed
    let plugins = world.addresses.compactMap(world.describe).filter(isWanted)
    if json {
      print(JSON.array(plugins.map(\.json)).pretty, terminator: "")
    } else {
      print(PluginList(plugins).text, terminator: "")
    }
  }

  private func isWanted(_ plugin: PluginDescription) -> Bool {
    let text = "\(plugin.name) \(plugin.className) \(plugin.uri)".lowercased()
    return words.allSatisfy { text.contains($0.lowercased()) }
  }
}
