/// The clients that listen, and what each is still owed.
struct Subscribers {
  /// The most clients at a time.
  static let limit = 64

  /// How many of those may be at other machines.
  static let share = StrangersShare(of: limit)

  /// The most patterns of one client.
  static let patternLimit = 32

  var all: [Subscriber] = []

  /// Takes a wish, in place of an earlier one for the same pattern.
  mutating func add(
    _ subscription: Subscription, endpoint: OSCPeer, source: OSCPeer
  ) throws(OSCFailure) {
    let index = try place(of: endpoint, source: source)
    all[index].source = source
    all[index].subscriptions.removeAll { $0.interest.pattern == subscription.interest.pattern }
    guard all[index].subscriptions.count < Self.patternLimit else {
      throw OSCFailure(.tooMany, "a client may subscribe to \(Self.patternLimit) patterns")
    }
    all[index].subscriptions.append(subscription)
  }

  private mutating func place(of endpoint: OSCPeer, source: OSCPeer) throws(OSCFailure) -> Int {
    if let index = all.firstIndex(where: { $0.endpoint == endpoint }) { return index }
    guard all.count < Self.limit else {
      throw OSCFailure(.tooMany, "\(Self.limit) clients have subscribed already; try again later")
    }
    guard Self.share.admits(source, beside: all.lazy.map(\.source)) else {
      throw OSCFailure(
        .tooMany,
        "\(Self.share.each) clients of one machine may subscribe, \(Self.share.all) of all others")
    }
    all.append(Subscriber(endpoint: endpoint, source: source))
    return all.count - 1
  }

  /// Ends the client's wish for `pattern`, or all its wishes; says how many ended.
  mutating func remove(_ pattern: String?, of peer: OSCPeer) -> Int {
    var count = 0
    for index in all.indices where all[index].isFrom(peer) {
      let before = all[index].subscriptions.count
      all[index].subscriptions.removeAll { pattern == nil || $0.interest.pattern == pattern }
      count += before - all[index].subscriptions.count
    }
    removeEmpty()
    return count
  }

  mutating func removeEmpty() {
    all.removeAll { $0.subscriptions.isEmpty }
  }

  /// Starts the leases of the client over.
  mutating func renew(_ peer: OSCPeer, at time: Int64) {
    for index in all.indices where all[index].isFrom(peer) {
      for wish in all[index].subscriptions.indices {
        all[index].subscriptions[wish].expires = time + all[index].subscriptions[wish].lease
      }
    }
  }

  /// Where answers to `peer` go: to the port it named when it subscribed, else back.
  func endpoint(for peer: OSCPeer) -> OSCPeer {
    all.first { $0.source == peer }?.endpoint ?? peer
  }

  /// Forgets whose lease is over.
  mutating func expire(at time: Int64) {
    for index in all.indices {
      all[index].subscriptions.removeAll { $0.expires <= time }
    }
    removeEmpty()
  }

  /// Forgets all about topics, whose order has changed.
  mutating func forgetTopics() {
    for index in all.indices {
      for wish in all[index].subscriptions.indices {
        all[index].subscriptions[wish].forgetTopics()
      }
    }
  }

  /// Calls `deliver` for every client that may hear something now, with the topics.
  mutating func flush(
    _ topics: Topics, at time: Int64, deliver: (_ due: [Int], _ endpoint: OSCPeer) -> Void
  ) {
    for index in all.indices {
      let fresh = topics.changed.filter { all[index].takes($0, topics, at: time) }
      let due = fresh + all[index].takeDue(at: time)
      if !due.isEmpty { deliver(due, all[index].endpoint) }
    }
  }

  /// When there will be something to send or to forget, on the monotonic clock.
  var nextTime: Int64? {
    all.lazy.flatMap(\.subscriptions).map { min($0.expires, $0.nextDue ?? .max) }.min()
  }
}

extension Subscriber {
  /// Whether the client is to hear now that `topic` has changed.
  fileprivate mutating func takes(_ topic: Int, _ topics: Topics, at time: Int64) -> Bool {
    for wish in subscriptions.indices where subscriptions[wish].covers(topic, topics) {
      if let origin = topics.origin(topic), isFrom(origin) {
        subscriptions[wish].skip(topic)
        return false
      }
      return subscriptions[wish].admits(topic, at: time)
    }
    return false
  }

  /// The topics that have waited long enough.
  fileprivate mutating func takeDue(at time: Int64) -> [Int] {
    var due: [Int] = []
    for wish in subscriptions.indices {
      for topic in subscriptions[wish].due(at: time)
      where subscriptions[wish].admits(topic, at: time) {
        due.append(topic)
      }
    }
    return due
  }
}
