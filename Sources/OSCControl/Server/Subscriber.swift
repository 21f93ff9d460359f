/// A client that has subscribed to something.
struct Subscriber {
  /// Where its messages go.
  let endpoint: OSCPeer

  /// Where its requests come from, which is often the same.
  var source: OSCPeer
  var subscriptions: [Subscription] = []

  init(endpoint: OSCPeer, source: OSCPeer) {
    self.endpoint = endpoint
    self.source = source
  }

  /// Whether a message from `peer` is this client's own.
  func isFrom(_ peer: OSCPeer) -> Bool { peer == source || peer == endpoint }
}
