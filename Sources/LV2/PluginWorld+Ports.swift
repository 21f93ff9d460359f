import CLilv

/// Reading of what ports are; all with the lock held.
extension PluginWorld {
  func describe(
    _ port: OpaquePointer, of plugin: OpaquePointer, _ index: Int
  ) -> PluginPort {
    let name = lilv_port_get_name(plugin, port)
    defer { lilv_node_free(name) }
    let (minimum, maximum, initial) = range(port, of: plugin)
    let properties = Set(values(port, of: plugin, Vocabulary.core + "portProperty"))
    return PluginPort(
      index: index, symbol: text(lilv_port_get_symbol(plugin, port)), name: text(name),
      comment: values(port, of: plugin, Vocabulary.schema + "comment").first ?? "",
      isInput: lilv_port_is_a(plugin, port, term(Vocabulary.core + "InputPort")),
      medium: medium(port, of: plugin),
      isOptional: properties.contains(Vocabulary.core + "connectionOptional"),
      minimum: minimum, maximum: maximum, initial: initial, character: character(properties),
      designation: designation(port, of: plugin, properties), unit: unit(port, of: plugin),
      points: points(port, of: plugin),
      carriesMIDI: carries(port, of: plugin, "MidiEvent", Vocabulary.midi),
      wantsTime: carries(port, of: plugin, "Position", Vocabulary.time),
      carriesPatchMessages: carries(port, of: plugin, "Message", Vocabulary.patch),
      minimumSize: values(port, of: plugin, Vocabulary.resizePort + "minimumSize").first
        .flatMap { Int($0) } ?? 0)
  }

  private func carries(
    _ port: OpaquePointer, of plugin: OpaquePointer, _ name: String, _ prefix: String
  ) -> Bool { lilv_port_supports_event(plugin, port, term(prefix + name)) }

  private func medium(_ port: OpaquePointer, of plugin: OpaquePointer) -> PluginPort.Medium {
    func isA(_ name: String) -> Bool { lilv_port_is_a(plugin, port, term(name)) }
    if isA(Vocabulary.core + "AudioPort") { return .audio }
    if isA(Vocabulary.core + "CVPort") { return .cv }
    if isA(Vocabulary.core + "ControlPort") { return .control }
    if isA(Vocabulary.atom + "AtomPort") { return .atom }
    let classes = list(lilv_port_get_classes(plugin, port)).map { text($0) }
    return .unknown(classes.last { !$0.hasPrefix(Vocabulary.core) } ?? "")
  }

  private func character(_ properties: Set<String>) -> PluginPort.Character {
    var character = PluginPort.Character()
    character.isToggled = properties.contains(Vocabulary.core + "toggled")
    character.isInteger = properties.contains(Vocabulary.core + "integer")
    character.isEnumeration = properties.contains(Vocabulary.core + "enumeration")
    character.scalesWithSampleRate = properties.contains(Vocabulary.core + "sampleRate")
    character.isLogarithmic = properties.contains(Vocabulary.portProperties + "logarithmic")
    character.isTrigger = properties.contains(Vocabulary.portProperties + "trigger")
    character.isHidden = properties.contains(Vocabulary.portProperties + "notOnGUI")
    return character
  }

  private func designation(
    _ port: OpaquePointer, of plugin: OpaquePointer, _ properties: Set<String>
  ) -> PluginPort.Designation {
    if properties.contains(Vocabulary.core + "reportsLatency") { return .latency }
    switch values(port, of: plugin, Vocabulary.core + "designation").first {
    case Vocabulary.core + "latency": return .latency
    case Vocabulary.core + "freeWheeling": return .freewheeling
    case Vocabulary.time + "beatsPerMinute": return .tempo
    case Vocabulary.time + "beatsPerBar": return .beatsPerBar
    default: return .none
    }
  }

  private func range(
    _ port: OpaquePointer, of plugin: OpaquePointer
  ) -> (minimum: Float, maximum: Float, initial: Float) {
    var (initial, minimum, maximum): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
    lilv_port_get_range(plugin, port, &initial, &minimum, &maximum)
    defer { for node in [initial, minimum, maximum] { lilv_node_free(node) } }
    func number(_ node: OpaquePointer?) -> Float {
      guard let node else { return .nan }
      if lilv_node_is_float(node) || lilv_node_is_int(node) { return lilv_node_as_float(node) }
      return lilv_node_is_bool(node) ? (lilv_node_as_bool(node) ? 1 : 0) : .nan
    }
    return (number(minimum), number(maximum), number(initial))
  }

  private func points(_ port: OpaquePointer, of plugin: OpaquePointer) -> [PluginPort.Point] {
    guard let points = lilv_port_get_scale_points(plugin, port) else { return [] }
    defer { lilv_scale_points_free(points) }
    var found: [PluginPort.Point] = []
    var place = lilv_scale_points_begin(points)
    while !lilv_scale_points_is_end(points, place) {
      if let point = lilv_scale_points_get(points, place) {
        found.append(
          PluginPort.Point(
            label: text(lilv_scale_point_get_label(point)),
            value: lilv_node_as_float(lilv_scale_point_get_value(point))))
      }
      place = lilv_scale_points_next(points, place)
    }
    return found.sorted { $0.value < $1.value }
  }

  /// The unit as patches write it.
  private func unit(_ port: OpaquePointer, of plugin: OpaquePointer) -> String {
    let names = [
      "hz": "Hz", "khz": "kHz", "mhz": "MHz", "db": "dB", "s": "s", "ms": "ms", "pc": "%",
      "bpm": "bpm", "semitone12TET": "st", "cent": "ct", "degree": "°", "min": "min", "frame": "",
      "coef": "", "midiNote": "", "oct": "oct", "m": "m", "cm": "cm", "mm": "mm",
    ]
    guard let unit = values(port, of: plugin, Vocabulary.units + "unit").first else { return "" }
    guard unit.hasPrefix(Vocabulary.units) else { return symbol(of: unit) }
    return names[String(unit.dropFirst(Vocabulary.units.count))] ?? ""
  }

  /// What a unit of the plugin's own is called.
  private func symbol(of unit: String) -> String {
    guard let node = lilv_new_uri(world, unit) else { return "" }
    defer { lilv_node_free(node) }
    let symbol = lilv_world_get(world, node, term(Vocabulary.units + "symbol"), nil)
    defer { lilv_node_free(symbol) }
    return text(symbol)
  }

  private func values(
    _ port: OpaquePointer, of plugin: OpaquePointer, _ predicate: String
  ) -> [String] {
    let nodes = lilv_port_get_value(plugin, port, term(predicate))
    defer { lilv_nodes_free(nodes) }
    return list(nodes).map { text($0) }
  }
}
