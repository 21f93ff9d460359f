/// Which ports of the sequencer are to be heard at which of ours, and which are already.
///
/// A connection is made once for each appearance of a port, so that what a player takes out by hand stays
/// out.
struct SequencerWiring {
  struct Link: Hashable {
    let source: SequencerAddress

    /// Our port's name.
    let own: String
  }

  private var made: Set<Link> = []

  /// How many connections there are.
  var count: Int { made.count }

  /// The connections of those that were made that nothing in `wanted` asks for any more; they then count as
  /// unmade.
  mutating func outdated(
    _ wanted: [String: [PortPattern]], present: [SequencerPort]
  ) -> [Link] {
    let ports = Dictionary(
      present.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    let outdated = made.filter { link in
      guard let port = ports[link.source] else { return false }
      return !(wanted[link.own] ?? []).contains(where: port.matches)
    }
    made.subtract(outdated)
    return Array(outdated)
  }

  /// The connections that are to be made now that `present` are there; they then count as made.
  mutating func newLinks(
    _ wanted: [String: [PortPattern]], present: [SequencerPort]
  ) -> [Link] {
    let addresses = Set(present.map(\.address))
    made = made.filter { addresses.contains($0.source) && wanted[$0.own] != nil }
    var links: [Link] = []
    for (own, patterns) in wanted.sorted(by: { $0.key < $1.key }) {
      for port in present where patterns.contains(where: port.matches) {
        let link = Link(source: port.address, own: own)
        if made.insert(link).inserted { links.append(link) }
      }
    }
    return links
  }

  /// Forgets what was made with a port that has just come, or gone.
  mutating func forget(_ address: SequencerAddress) {
    made = made.filter { $0.source != address }
  }
}
