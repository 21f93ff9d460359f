/// Why text is no address pattern.
package enum PatternError: Error, Equatable, CustomStringConvertible {
  case noSlash
  case unbalanced(Character)
  case tooLong
  case tooManyParts

  package var description: String {
    switch self {
    case .noSlash: "a pattern begins with '/'"
    case .unbalanced(let bracket): "the pattern's '\(bracket)' has no partner"
    case .tooLong:
      "the pattern is too long: at most \(PacketBounds.addressSize) bytes, and "
        + "\(PartPattern.stateCount) between two slashes"
    case .tooManyParts: "the pattern has more than \(AddressPattern.partCount) parts"
    }
  }
}
