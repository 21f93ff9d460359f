/// What a client wants to hear of.
enum Interest {
  case pattern(AddressPattern)

  /// Addresses that were named one by one.
  case addresses(Set<String>)

  func matches(_ address: String) -> Bool {
    switch self {
    case .pattern(let pattern): pattern.matches(address)
    case .addresses(let addresses): addresses.contains(address)
    }
  }

  /// The pattern as the client wrote it.
  var pattern: String? {
    if case .pattern(let pattern) = self { pattern.text } else { nil }
  }
}
