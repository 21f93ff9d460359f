/// Clients that name addresses one by one, as OSCQuery has it.
extension Subscribers {
  /// The addresses that the client has named one by one.
  func addresses(of peer: OSCPeer) -> Set<String> {
    for client in all where client.isFrom(peer) {
      for case .addresses(let addresses) in client.subscriptions.map(\.interest) {
        return addresses
      }
    }
    return []
  }

  /// Has the client hear of `addresses` instead of those that it has named one by one; `false` where it has not.
  mutating func change(to addresses: Set<String>, of peer: OSCPeer, _ topics: Topics) -> Bool {
    for index in all.indices where all[index].isFrom(peer) {
      for wish in all[index].subscriptions.indices
      where all[index].subscriptions[wish].interest.pattern == nil {
        all[index].subscriptions[wish].change(to: addresses, topics)
        return true
      }
    }
    return false
  }

  /// Ends the client's wish for addresses that it has named one by one.
  mutating func removeAddresses(of peer: OSCPeer) {
    for index in all.indices where all[index].isFrom(peer) {
      all[index].subscriptions.removeAll { $0.interest.pattern == nil }
    }
    removeEmpty()
  }
}
