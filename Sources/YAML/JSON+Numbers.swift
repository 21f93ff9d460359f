extension JSON {
  /// A number of which so many digits after the point matter; 0 where it is none.
  package static func number(_ value: Double, places: Int) -> JSON {
    guard value.isFinite else { return .number(0) }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return .number((value * scale).rounded() / scale)
  }

  /// A whole number; beyond 2⁵³ the nearest that JSON's readers know.
  package static func integer(_ value: Int) -> JSON { .number(Double(value)) }
}
