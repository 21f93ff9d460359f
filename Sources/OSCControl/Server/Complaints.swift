/// Keeps errors that nobody asked for down to one a second for each source.
struct Complaints {
  private static let interval: Int64 = 1_000_000_000

  /// The most sources that are told apart.
  private static let limit = 1024

  /// The least time between two searches for what an address may have meant.
  private static let suggestionInterval: Int64 = 5_000_000

  private var latest: [OSCPeer: Int64] = [:]
  private var suggested: Int64 = 0

  /// Whether `peer` may be told of an error now; all clients of another machine count as one.
  mutating func admit(_ peer: OSCPeer, at time: Int64) -> Bool {
    let peer = peer.isStranger ? OSCPeer(address: peer.address, port: 0) : peer
    if let last = latest[peer], time - last < Self.interval { return false }
    if latest.count >= Self.limit { latest = latest.filter { time - $0.value < Self.interval } }
    guard latest.count < Self.limit else { return false }
    latest[peer] = time
    return true
  }

  /// Whether there is time to search for what an unknown address may have meant.
  mutating func admitSuggestion(at time: Int64) -> Bool {
    guard time - suggested >= Self.suggestionInterval else { return false }
    suggested = time
    return true
  }
}
