extension OSCServer {
  /// What `topic` has to tell now.
  func arguments(of topic: Int) -> [OSCArgument]? {
    guard topics.isParameter(topic) else { return topics.latest(topic) }
    return [parameters[topic].argument(target.value(of: topic))]
  }

  /// What `topic` has to tell now, as a message.
  func message(of topic: Int) -> OSCMessage? {
    arguments(of: topic).map { OSCMessage(topics.addresses[topic], $0) }
  }

  /// Sends what has changed to those who listen.
  func flush(at time: Int64) {
    guard !subscribers.all.isEmpty else {
      topics.settle()
      return
    }
    var encoded: [Int: [UInt8]] = [:]
    func encode(_ due: [Int]) -> [[UInt8]] {
      due.compactMap { topic in
        if encoded[topic] == nil { encoded[topic] = message(of: topic)?.bytes }
        return encoded[topic]
      }
    }
    // Clients that listen to the same hear it in the same datagrams.
    var latest: (due: [Int], datagrams: [[UInt8]]) = ([], [])
    subscribers.flush(topics, at: time) { due, endpoint in
      guard endpoint.connection == 0 else {
        send(encode(due), to: endpoint)
        return
      }
      if latest.due != due { latest = (due, OSCSocket.datagrams(of: encode(due))) }
      door(of: endpoint).send(latest.datagrams, to: endpoint)
    }
    topics.settle()
  }

  /// Sends a client everything that it has subscribed to, as it is now.
  func sendAll(to subscriber: Subscriber) {
    let messages = topics.addresses.indices.compactMap { topic -> OSCMessage? in
      let address = topics.addresses[topic]
      let isWanted = subscriber.subscriptions.contains { $0.interest.matches(address) }
      return isWanted ? message(of: topic) : nil
    }
    send(messages.map(\.bytes), to: subscriber.endpoint)
  }

  /// Takes a subscription: pattern, messages a second, lease in seconds, port.
  ///
  /// The acknowledgement comes behind the values, and so tells that they are complete.
  func subscribe(_ request: OSCRequest) throws(OSCFailure) {
    let wish = try SubscribeRequest(request)
    let subscription = Subscription(
      .pattern(wish.pattern), interval: Int64(1e9 / wish.rate), lease: Int64(wish.lease * 1e9),
      time: request.time)
    try subscribers.add(subscription, endpoint: wish.endpoint, source: request.peer)
    var listener = Subscriber(endpoint: wish.endpoint, source: request.peer)
    listener.subscriptions = [subscription]
    sendAll(to: listener)
    acknowledge(request, [.float(Float(wish.rate)), .float(Float(wish.lease))])
  }

  func unsubscribe(_ request: OSCRequest) throws(OSCFailure) {
    guard request.arguments.count <= 1 else {
      throw OSCFailure(.badArgument, "/unsubscribe takes the pattern, or nothing to end all")
    }
    let pattern = request.arguments.first?.text
    let count = subscribers.remove(pattern, of: request.peer)
    acknowledge(request, [.int(Int32(count))])
  }
}
