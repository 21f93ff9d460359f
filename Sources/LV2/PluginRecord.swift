/// What is to be known of a plugin and its presets, as one process tells another.
struct PluginRecord: Sendable {
  let plugin: PluginDescription
  let presets: [PluginPreset]

  init(_ plugin: PluginDescription, presets: [PluginPreset]) {
    self.plugin = plugin
    self.presets = presets
  }

  /// A line for each thing, its fields divided by tabs; the last one tells that nothing is missing.
  var lines: [String] {
    var lines = [["plugin", plugin.uri, plugin.name, plugin.className, plugin.bundle]]
    lines += plugin.requiredFeatures.map { ["feature", $0] }
    lines += plugin.files.map { ["file", $0.uri, $0.symbol, $0.label] }
    for port in plugin.ports {
      lines.append(port.fields)
      lines += port.points.map { ["point", $0.label, Self.text($0.value)] }
    }
    for preset in presets {
      lines.append(["preset", preset.uri, preset.label, preset.bundle])
      lines += preset.numbers.sorted { $0.key < $1.key }.map {
        ["number", $0.key, Self.text($0.value)]
      }
    }
    return (lines + [["end"]]).map { $0.map(Self.escaped).joined(separator: "\t") }
  }

  /// Reads what ``lines`` has written; `nil` where it is not whole.
  init?(_ lines: some Sequence<Substring>) {
    var head: [String] = []
    var features: [String] = []
    var files: [PluginDescription.Property] = []
    var ports: [PluginPort] = []
    var presets: [PluginPreset] = []
    var isWhole = false
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.plain)
      switch (fields[0], fields.count) {
      case ("plugin", 5): head = fields
      case ("feature", 2): features.append(fields[1])
      case ("file", 4): files.append(.init(uri: fields[1], symbol: fields[2], label: fields[3]))
      case ("port", _):
        guard let port = PluginPort(fields) else { return nil }
        ports.append(port)
      case ("point", 3):
        guard let value = Self.number(fields[2]), let port = ports.popLast() else { return nil }
        ports.append(port.adding(PluginPort.Point(label: fields[1], value: value)))
      case ("preset", 4):
        presets.append(
          PluginPreset(uri: fields[1], label: fields[2], numbers: [:], bundle: fields[3]))
      case ("number", 3):
        guard let value = Self.number(fields[2]), let last = presets.popLast() else { return nil }
        let numbers = last.numbers.merging([fields[1]: value]) { $1 }
        presets.append(
          PluginPreset(uri: last.uri, label: last.label, numbers: numbers, bundle: last.bundle))
      case ("end", 1): isWhole = true
      default: return nil
      }
    }
    guard isWhole, head.count == 5 else { return nil }
    plugin = PluginDescription(
      uri: head[1], name: head[2], className: head[3], ports: ports, files: files,
      requiredFeatures: features, bundle: head[4])
    self.presets = presets
  }

  /// All of a number, also where it is none.
  static func text(_ number: Float) -> String { String(number.bitPattern, radix: 16) }

  static func number(_ text: String) -> Float? {
    UInt32(text, radix: 16).map(Float.init(bitPattern:))
  }

  private static func escaped(_ text: String) -> String {
    String(
      text.flatMap { character -> String in
        switch character {
        case "\\": "\\\\"
        case "\t": "\\t"
        case "\n", "\r\n", "\r": "\\n"
        default: String(character)
        }
      })
  }

  private static func plain(_ text: Substring) -> String {
    var plain = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        plain.append(character == "t" ? "\t" : character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}
