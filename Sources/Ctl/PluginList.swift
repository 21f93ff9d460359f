import LV2
import YAML

/// Plugins as text for a terminal: a line for each, by class.
struct PluginList {
  let text: String

  init(_ plugins: [PluginDescription]) {
    let width = plugins.map(\.uri.count).max() ?? 0
    let classes = Set(plugins.map(\.className)).sorted()
    text = classes.map { name in
      let lines = plugins.filter { $0.className == name }.map { plugin in
        "  \(padded(plugin.uri, width + 2))\(plugin.name), \(plugin.shape)\n"
      }
      return "\(name)\n" + lines.joined()
    }.joined(separator: "\n")
  }
}

extension PluginDescription {
  /// What goes in and comes out, in a few words.
  fileprivate var shape: String {
    func count(_ areInputs: Bool, _ isMeant: (PluginPort) -> Bool) -> Int {
      ports.count { $0.isInput == areInputs && isMeant($0) }
    }
    let audio = "\(count(true, \.isSignal)) in \(count(false, \.isSignal)) out"
    let controls = count(true, \.isControl)
    let messages = count(true, \.carriesMIDI) + count(false, \.carriesMIDI)
    let readings = count(false, \.isControl)
    return audio + (messages > 0 ? ", MIDI" : "") + ", \(controls) controls"
      + (readings > 0 ? ", \(readings) readings" : "")
  }

  /// All of the plugin, for programs to read.
  var json: JSON {
    [
      "uri": .string(uri), "name": .string(name), "class": .string(className),
      "bundle": .string(bundle), "required": .array(requiredFeatures.map(JSON.string)),
      "ports": .array(ports.map(\.json)),
    ]
  }
}

extension PluginPort {
  fileprivate var isControl: Bool {
    if case .control = medium { true } else { false }
  }

  private var mediumName: String {
    switch medium {
    case .audio: "audio"
    case .cv: "cv"
    case .control: "control"
    case .atom: carriesMIDI ? "midi" : "atom"
    case .unknown(let name): name
    }
  }

  fileprivate var json: JSON {
    var fields: [(key: String, value: JSON)] = [
      ("symbol", .string(symbol)), ("name", .string(name)), ("type", .string(mediumName)),
      ("direction", isInput ? "input" : "output"),
    ]
    for (name, value) in [("minimum", minimum), ("maximum", maximum), ("default", initial)]
    where value.isFinite {
      fields.append((name, .number(Double(value))))
    }
    if !unit.isEmpty { fields.append(("unit", .string(unit))) }
    return .object(fields)
  }
}
