package import Graph
private import LV2

/// Runs an LV2 plugin; where it is missing, lets pass what arrives.
package struct LV2Plugin: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "lv2", family: "plugin",
    doc: "Runs an LV2 plugin, whose ports and parameters are the node's.",
    settings: [
      .text("plugin", default: "", isRequired: true, "The address of the plugin, its URI."),
      .text("preset", default: "", "A preset to begin with, by its label or its URI."),
      .file(
        "state", isRequired: false,
        "A folder that keeps what the plugin remembers beside its parameters."),
    ],
    variability: .bySettings, tail: 3)

  /// `nil` where the plugin does not run.
  private let runner: UnsafeMutablePointer<PluginRunner>?
  private let bypass: PluginBypass

  package static func declaration(
    for settings: [String: SettingValue]
  ) throws(NodeError) -> NodeDeclaration {
    let plugin = (settings["plugin"] ?? .text("")).text
    guard let description = PluginWorld.installed.describe(plugin) else {
      return PluginBypass.declaration
    }
    let form = PluginForm(
      description, initial: try preset(settings, of: plugin)?.numbers ?? [:])
    return form.declaration
  }

  /// The preset that is asked for.
  private static func preset(
    _ settings: [String: SettingValue], of plugin: String
  ) throws(NodeError) -> PluginPreset? {
    let name = (settings["preset"] ?? .text("")).text
    guard !name.isEmpty else { return nil }
    let presets = PluginWorld.installed.presets(of: plugin)
    if let preset = presets.first(where: { $0.uri == name || $0.label == name }) { return preset }
    let error = PluginError.unknownPreset(name, known: presets.map(\.label))
    throw NodeError(error.message, subject: "preset")
  }

  package init(_ context: NodeContext) throws(NodeError) {
    bypass = PluginBypass(context.declaration)
    let plugin = context.setting("plugin").text
    guard let description = PluginWorld.installed.describe(plugin) else {
      context.warn("no plugin '\(plugin)' is installed; what arrives goes past it")
      runner = nil
      return
    }
    if let objection = PluginGuard.objection(to: description) {
      context.warn("\(objection); what arrives goes past it")
      runner = nil
      return
    }
    do throws(PluginError) {
      let made = try PluginRunner(description, context)
      runner = .allocate(capacity: 1)
      runner?.initialize(to: made)
    } catch {
      context.warn("\(error.message); what arrives goes past it")
      runner = nil
    }
  }

  deinit {
    runner?.deinitialize(count: 1)
    runner?.deallocate()
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    guard let runner else {
      bypass.process(cycle)
      return
    }
    runner.pointee.process(cycle)
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(LV2Plugin.self, in: $0)
}
