/// One client's wish to hear what some addresses tell.
struct Subscription {
  private(set) var interest: Interest

  /// The least time between two messages of one address, in nanoseconds.
  let interval: Int64

  /// How long the wish holds after the client's last message, in nanoseconds.
  let lease: Int64
  var expires: Int64

  private enum Fit: UInt8 { case unknown, yes, no }

  private var fits: [Fit] = []

  /// When each topic was last sent, on the monotonic clock; as far as one was.
  private var sent: [Int64] = []

  /// Topics that changed too soon after they were sent.
  private(set) var waiting: Set<Int> = []

  init(_ interest: Interest, interval: Int64, lease: Int64, time: Int64) {
    self.interest = interest
    self.interval = interval
    self.lease = lease
    expires = time + lease
  }

  /// Wants to hear of other addresses from now on; what has yet to be told of those that stay is told.
  mutating func change(to addresses: Set<String>, _ topics: Topics) {
    interest = .addresses(addresses)
    fits.removeAll()
    waiting = waiting.filter { addresses.contains(topics.addresses[$0]) }
  }

  /// Forgets everything about topics, whose order has changed.
  mutating func forgetTopics() {
    fits.removeAll()
    sent.removeAll()
    waiting.removeAll()
  }

  /// Whether the subscription covers `topic`; its interest is asked once for each.
  mutating func covers(_ topic: Int, _ topics: Topics) -> Bool {
    while fits.count <= topic {
      fits.append(.unknown)
    }
    if fits[topic] == .unknown {
      fits[topic] = interest.matches(topics.addresses[topic]) ? .yes : .no
    }
    return fits[topic] == .yes
  }

  /// Whether `topic`, which has changed, is to be sent now; if not, it waits.
  mutating func admits(_ topic: Int, at time: Int64) -> Bool {
    while sent.count <= topic { sent.append(.min / 2) }
    guard time - sent[topic] >= interval else {
      waiting.insert(topic)
      return false
    }
    waiting.remove(topic)
    sent[topic] = time
    return true
  }

  /// Drops a change that its own maker need not hear.
  mutating func skip(_ topic: Int) { waiting.remove(topic) }

  /// The topics whose time has come, in their order.
  func due(at time: Int64) -> [Int] {
    waiting.filter { time - sent[$0] >= interval }.sorted()
  }

  /// When the next waiting topic may be sent.
  var nextDue: Int64? { waiting.lazy.map { sent[$0] + interval }.min() }
}
