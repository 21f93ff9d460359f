import Graph
import LV2

/// A plugin as a node: which of its ports become inputs, outputs and parameters, and how.
struct PluginForm {
  /// A control port as a parameter.
  struct Control {
    let port: PluginPort
    let declaration: ParameterDeclaration

    /// The numbers that the names of a choice stand for.
    let choices: [Float]
  }

  /// The sample rate in Hz that ranges are declared for where they depend on it.
  static let usualRate = 48_000.0

  let description: PluginDescription
  let controls: [Control]

  /// Control ports that the plugin writes, by the names of their readings.
  let readings: [(name: String, port: PluginPort)]

  /// Files that the plugin can be given, by the names of their settings.
  let files: [(name: String, property: PluginDescription.Property)]

  /// `initial` are the numbers of a preset, by symbol, which replace the plugin's own.
  init(_ description: PluginDescription, initial: [String: Float] = [:]) {
    self.description = description
    var taken = Set(LV2Plugin.declaration.settings.map(\.name) + ["id", "kind"])
    func name(_ symbol: String) -> String {
      var name = symbol
      while !taken.insert(name).inserted { name += "_" }
      return name
    }
    controls = description.ports.filter(\.isParameter).map { port in
      Control(port, name: name(port.symbol), initial: initial[port.symbol])
    }
    files = description.files.map { (name($0.symbol), $0) }
    readings = description.ports.filter(\.isReading).map { (name($0.symbol), $0) }
  }

  var declaration: NodeDeclaration {
    let base = LV2Plugin.declaration
    return NodeDeclaration(
      kind: base.kind, family: base.family, doc: "\(description.name) (\(description.className)).",
      inputs: ports(areInputs: true), outputs: ports(areInputs: false),
      parameters: controls.map(\.declaration),
      settings: base.settings
        + files.map { .file($0.name, isRequired: false, sentence($0.property.label)) },
      readings: readings.map { name, port in
        ReadingDeclaration(name: name, unit: port.unit, doc: sentence(port.name))
      },
      variability: .bySettings, tail: base.tail)
  }

  private func ports(areInputs: Bool) -> [PortDeclaration] {
    description.ports.filter { $0.isInput == areInputs }.compactMap { port in
      let doc = sentence(port.name)
      return switch port.medium {
      case .audio, .cv: .audio(port.symbol, doc)
      case .atom where port.carriesMIDI: .midi(port.symbol, doc)
      case .atom, .control, .unknown: nil
      }
    }
  }
}

extension PluginPort {
  /// Whether the user sets the port.
  var isParameter: Bool {
    guard isInput, case .control = medium, case .none = designation else { return false }
    return true
  }
}

extension PluginPort {
  /// Whether the plugin writes a number there that is meant to be seen.
  var isReading: Bool {
    guard !isInput, case .control = medium, case .none = designation else { return false }
    return true
  }
}

/// Makes what an author wrote a sentence, the first of it only.
func sentence(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  let words = line.split(separator: " ").joined(separator: " ")
  guard let first = words.first else { return "Undocumented." }
  var end = words.endIndex
  var place = words.startIndex
  while place < words.endIndex {
    let next = words.index(after: place)
    if words[place] == ".", next < words.endIndex, words[next] == " " {
      end = place
      break
    }
    place = next
  }
  let body = words[..<end]
  return first.uppercased() + body.dropFirst() + (body.hasSuffix(".") ? "" : ".")
}
