import CLilv

/// What a plugin remembers besides its ports: a preset, its default, or what was saved of it.
///
/// Unchecked because nothing of it changes.
package final class PluginState: @unchecked Sendable {
  private let state: OpaquePointer

  /// The numbers of control ports, by symbol.
  package let numbers: [String: Float]

  private let world: PluginWorld

  fileprivate init(_ state: OpaquePointer, in world: PluginWorld) {
    self.state = state
    self.world = world
    numbers = numbersOfState(state)
  }

  // A state is made of nodes of the world it was read from.
  deinit { world.alone { lilv_state_free(state) } }

  /// Brings a plugin that is not active to this state; numbers of ports are left to the host.
  package func restore(_ link: PluginLink) {
    guard let instance = link.instance else { return }
    world.alone {
      link.making {
        link.withFeatures { lilv_state_restore(state, instance, nil, nil, 0, $0) }
      }
    }
  }
}

extension PluginWorld {
  /// The state that the preset `name`, a label or an address, gives the plugin `uri`.
  package func preset(_ name: String, of uri: String) throws(PluginError) -> PluginState {
    let presets = presets(of: uri)
    guard let preset = presets.first(where: { $0.uri == name || $0.label == name }),
      let state = state(at: preset.uri, in: preset.bundle)
    else { throw PluginError.unknownPreset(name, known: presets.map(\.label)) }
    return state
  }

  /// The state that the plugin `uri` wants to begin with, if it has one.
  package func defaultState(of uri: String) -> PluginState? {
    state(
      at: uri, in: PluginCatalog.isUsed ? PluginCatalog.record(of: uri)?.plugin.bundle ?? "" : "")
  }

  /// The numbers that the preset `preset` gives to ports; with the lock held.
  func numbers(of preset: OpaquePointer) -> [String: Float] {
    var map = URIDMap.map
    return lilv_state_new_from_world(world, &map, preset).map {
      let numbers = numbersOfState($0)
      lilv_state_free($0)
      return numbers
    } ?? [:]
  }

  /// The folder of the bundle that describes `preset`; with the lock held.
  func bundle(of preset: OpaquePointer) -> String {
    let file = lilv_world_get(world, preset, term(Vocabulary.schema + "seeAlso"), nil)
    defer { lilv_node_free(file) }
    guard let file, lilv_node_is_uri(file),
      let path = lilv_file_uri_parse(lilv_node_as_uri(file), nil)
    else { return "" }
    defer { lilv_free(path) }
    let text = String(cString: path)
    return text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
  }

  private func state(at uri: String, in bundle: String) -> PluginState? {
    alone {
      if PluginCatalog.isUsed, !bundle.isEmpty { loadBundle(bundle) }
      guard let node = lilv_new_uri(world, uri) else { return nil }
      defer { lilv_node_free(node) }
      var map = URIDMap.map
      lilv_world_load_resource(world, node)
      return lilv_state_new_from_world(world, &map, node).map { PluginState($0, in: self) }
    }
  }

  /// The state that was saved in the folder `path`, or `nil` where there is none.
  package func state(folder path: String) -> PluginState? {
    alone {
      var map = URIDMap.map
      return lilv_state_new_from_file(world, &map, nil, path + "/state.ttl").map {
        PluginState($0, in: self)
      }
    }
  }

  /// Saves what the plugin of `link` remembers in the folder `path`, with its `numbers` by symbol.
  ///
  /// The plugin must not run meanwhile. Returns whether that worked.
  package func save(
    _ link: PluginLink, of uri: String, numbers: [String: Float], folder path: String
  ) -> Bool {
    alone {
      guard let plugin = plugin(uri), let instance = link.instance else { return false }
      var (map, unmap) = (URIDMap.map, URIDMap.unmap)
      let source = NumberSource(numbers)
      let state = link.withFeatures { features in
        lilv_state_new_from_instance(
          plugin, instance, &map, path, path, path, path, giveNumber,
          Unmanaged.passUnretained(source).toOpaque(), 0, features)
      }
      guard let state else { return false }
      defer { lilv_state_free(state) }
      return lilv_state_save(world, &map, &unmap, state, nil, path, "state.ttl") == 0
    }
  }
}

/// The numbers that `state` gives to ports, by symbol.
private func numbersOfState(_ state: OpaquePointer) -> [String: Float] {
  let sink = NumberSink()
  lilv_state_emit_port_values(state, takeNumber, Unmanaged.passUnretained(sink).toOpaque())
  return sink.numbers
}

private final class NumberSink {
  var numbers: [String: Float] = [:]
}

/// Takes down the number that a state gives to a port.
private func takeNumber(
  _ symbol: UnsafePointer<CChar>?, _ sink: UnsafeMutableRawPointer?, _ value: UnsafeRawPointer?,
  _ size: UInt32, _ type: UInt32
) {
  guard let symbol, let sink, let value else { return }
  let number: Float? =
    switch URIDMap.text(type).map({ String(cString: $0) }) {
    case Vocabulary.atom + "Float": value.loadUnaligned(as: Float.self)
    case Vocabulary.atom + "Double": Float(value.loadUnaligned(as: Double.self))
    case Vocabulary.atom + "Int", Vocabulary.atom + "Bool":
      Float(value.loadUnaligned(as: Int32.self))
    case Vocabulary.atom + "Long": Float(value.loadUnaligned(as: Int64.self))
    default: nil
    }
  let numbers = Unmanaged<NumberSink>.fromOpaque(sink).takeUnretainedValue()
  numbers.numbers[String(cString: symbol)] = number
}

private final class NumberSource {
  private var places: [String: UnsafeMutablePointer<Float>] = [:]

  init(_ numbers: [String: Float]) {
    for (symbol, number) in numbers {
      let place = UnsafeMutablePointer<Float>.allocate(capacity: 1)
      place.initialize(to: number)
      places[symbol] = place
    }
  }

  deinit { for place in places.values { place.deallocate() } }

  func place(of symbol: String) -> UnsafeMutablePointer<Float>? { places[symbol] }
}

/// Tells a state the number of a port.
private func giveNumber(
  _ symbol: UnsafePointer<CChar>?, _ source: UnsafeMutableRawPointer?,
  _ size: UnsafeMutablePointer<UInt32>?, _ type: UnsafeMutablePointer<UInt32>?
) -> UnsafeRawPointer? {
  size?.pointee = 0
  type?.pointee = 0
  guard let symbol, let source else { return nil }
  let numbers = Unmanaged<NumberSource>.fromOpaque(source).takeUnretainedValue()
  guard let place = numbers.place(of: String(cString: symbol)) else { return nil }
  size?.pointee = 4
  type?.pointee = URIDMap.number(Vocabulary.atom + "Float")
  return UnsafeRawPointer(place)
}
