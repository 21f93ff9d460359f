import CLilv

/// The numbers that `state` gives to ports, by symbol.
func numbersOfState(_ state: OpaquePointer) -> [String: Float] {
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

/// Numbers of ports, where a state may look at them.
final class NumberSource {
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

/// Tells a state the number of a port; `source` is a ``NumberSource``.
func giveNumber(
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
