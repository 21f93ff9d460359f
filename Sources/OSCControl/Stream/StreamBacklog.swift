/// Packets that came over connections and wait for their turn, in their order.
struct StreamBacklog {
  /// How many that were taken may stay in memory.
  private static let spentLimit = 1024

  private var packets: [(packet: [UInt8], peer: OSCPeer)] = []
  private var first = 0

  /// How many wait for each connection.
  private var counts: [OSCPeer: Int] = [:]

  var isEmpty: Bool { first == packets.count }

  /// Whether something waits that `peer` has sent.
  func holds(_ peer: OSCPeer) -> Bool { counts[peer] != nil }

  mutating func append(_ packet: [UInt8], from peer: OSCPeer) {
    packets.append((packet, peer))
    counts[peer, default: 0] += 1
  }

  /// Takes the packet that has waited longest.
  mutating func popFirst() -> (packet: [UInt8], peer: OSCPeer)? {
    guard !isEmpty else { return nil }
    let (packet, peer) = packets[first]
    packets[first].packet = []
    first += 1
    if first == packets.count || first > Self.spentLimit {
      packets.removeFirst(first)
      first = 0
    }
    counts[peer] = counts[peer].flatMap { $0 > 1 ? $0 - 1 : nil }
    return (packet, peer)
  }
}
