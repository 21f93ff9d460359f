extension OSCServer {
  /// The most addresses that one client may name one by one.
  static let listeningLimit = 4096

  /// How long wishes of a connection hold: until it ends.
  private static let lease = Int64.max / 4

  /// Sends `peer` what `address` tells from now on, beginning with what it tells now; `false` where
  /// nothing is known by that name, or too much is listened to.
  package func listen(to address: String, from peer: OSCPeer) -> Bool {
    var addresses = subscribers.addresses(of: peer)
    guard topics.index(of: address) != nil, addresses.count < Self.listeningLimit else {
      return false
    }
    addresses.insert(address)
    guard hear(addresses, peer) else { return false }
    if let topic = topics.index(of: address), let message = message(of: topic) {
      send(message, to: peer)
    }
    return true
  }

  /// Sends `peer` no more of what `address` tells.
  package func ignore(_ address: String, from peer: OSCPeer) {
    var addresses = subscribers.addresses(of: peer)
    guard addresses.remove(address) != nil else { return }
    _ = hear(addresses, peer)
  }

  /// Forgets a client whose connection has ended.
  package func forget(_ peer: OSCPeer) {
    _ = subscribers.remove(nil, of: peer)
    monitors.remove(peer)
  }

  private func hear(_ addresses: Set<String>, _ peer: OSCPeer) -> Bool {
    guard !addresses.isEmpty else {
      subscribers.removeAddresses(of: peer)
      return true
    }
    guard !subscribers.change(to: addresses, of: peer, topics) else { return true }
    let subscription = Subscription(
      .addresses(addresses), interval: Int64(1e9 / SubscribeRequest.rate), lease: Self.lease,
      time: Clock.monotonic())
    do throws(OSCFailure) {
      try subscribers.add(subscription, endpoint: peer, source: peer)
      return true
    } catch {
      return false
    }
  }
}
