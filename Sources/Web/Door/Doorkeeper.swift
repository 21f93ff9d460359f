package import OSCControl

/// Decides who may speak to us, and through which names.
///
/// That we listen on this machine only does not keep out a page from elsewhere that makes the
/// player's own browser call us: so the name by which we were called, and the page that calls, count.
package struct Doorkeeper: Sendable {
  /// Networks that may call; `nil` where only this machine may.
  private let networks: [Network]?

  /// What callers from other machines have to know, and what those who may only play.
  private let token: String
  private let playToken: String

  /// What callers of this machine may do without.
  private let localRight: OSCRight

  /// The names of this machine, in lower case.
  private let names: Set<String>
  private let trustsLoopback: Bool

  package init(
    networks: [Network]?, token: String, playToken: String = "", hostname: String,
    trustsLoopback: Bool = true, localRight: OSCRight = .administration
  ) {
    self.playToken = playToken
    self.localRight = localRight
    self.trustsLoopback = trustsLoopback
    self.networks = networks
    self.token = token
    let name = hostname.lowercased()
    names = networks == nil ? ["localhost"] : ["localhost", name, name + ".local"]
  }

  /// Whether `address`, in the machine's byte order, is one by which a machine calls itself.
  package static func isLoopback(_ address: UInt32) -> Bool { address >> 24 == 127 }

  /// Whether `address` is of this machine, whose callers are trusted.
  func isOurs(_ address: UInt32) -> Bool { trustsLoopback && Self.isLoopback(address) }

  /// Whether a caller from `address` is let in at all.
  package func admits(_ address: UInt32) -> Bool {
    Self.isLoopback(address) || networks?.contains { $0.contains(address) } ?? false
  }

  /// Whether `host`, as the caller named us, is a name of ours and not one that somebody else's
  /// name server has made point here.
  ///
  /// An address written in numbers cannot be made to point elsewhere.
  package func knows(host: String?) -> Bool {
    guard let host else { return false }
    let name = host.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
    return names.contains(name) || Network.address(name) != nil
  }

  /// Whether the page that calls is ours: programs that are no browsers name none.
  package func knows(origin: String?, host: String?) -> Bool {
    guard let origin, let host else { return origin == nil }
    return origin.lowercased() == "http://" + host.lowercased()
  }

  /// Whether a caller from `address` need not, or does, show a token.
  package func trusts(_ address: UInt32, token shown: String?) -> Bool {
    right(of: address, token: shown) != nil
  }

  /// What a caller from `address` who shows the token `shown`, or none, may do; `nil` for nothing at all.
  package func right(of address: UInt32, token shown: String?) -> OSCRight? {
    if let shown, Self.isSame(shown, token) { return .administration }
    if isOurs(address) { return localRight }
    if let shown, Self.isSame(shown, playToken) { return .playing }
    return nil
  }

  /// Compares in a time that does not depend on where the first difference is.
  private static func isSame(_ shown: String, _ token: String) -> Bool {
    let (wanted, given) = (Array(token.utf8), Array(shown.utf8))
    guard wanted.count == given.count, !wanted.isEmpty else { return false }
    return zip(wanted, given).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }
}
