/// A range of IPv4 addresses, written as `192.168.1.0/24`.
package struct Network: Hashable, Sendable {
  private let address: UInt32
  private let mask: UInt32

  /// Reads an address, or one with the number of bits that count.
  package init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = halves.first, let address = Self.address(first), halves.count <= 2 else {
      return nil
    }
    let bits = halves.count == 2 ? Int(halves[1]) ?? -1 : 32
    guard 0...32 ~= bits else { return nil }
    mask = bits == 0 ? 0 : ~0 << (32 - bits)
    self.address = address & mask
  }

  /// Whether `address`, in the machine's byte order, is one of the network.
  package func contains(_ address: UInt32) -> Bool { address & mask == self.address }

  /// The address that `text` writes as four numbers, in the machine's byte order.
  package static func address(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { UInt8($0) }
    guard bytes.count == 4, parts.count == 4 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
