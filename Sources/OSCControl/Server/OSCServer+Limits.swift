extension OSCServer {
  /// Packets a second that another machine may send.
  ///
  /// A dozen faders under ten fingers send a tenth of that.
  private static let strangersRate = 2000

  /// The bytes that each packet of another machine may have before it counts as two.
  private static let strangersSize = 128

  /// What other machines start with; nobody saves more than what one second brings.
  static var strangersBudgets: SourceBudgets {
    SourceBudgets(rate: Double(strangersRate), depth: Double(strangersRate))
  }

  /// Whether `bytes` of another machine are to be read; a panic always is, unless it brings a load along.
  func isHeard(_ bytes: UnsafeRawBufferPointer, from peer: OSCPeer, at time: Int64) -> Bool {
    let isPlainPanic = bytes.count <= Self.strangersSize && Self.isPanic(bytes)
    guard !isPlainPanic, !mayAsk(peer, size: bytes.count, at: time) else { return true }
    counts.refused += 1
    let limit = Self.strangersRate
    complain(
      OSCFailure(.tooMany, "more than \(limit) messages a second; what is more is not read"),
      address: "", id: nil, to: peer)
    return false
  }

  /// Whether `peer` may ask for something in so many bytes now: this machine always may.
  package func mayAsk(_ peer: OSCPeer, size: Int, at time: Int64) -> Bool {
    guard peer.isStranger else { return true }
    let price = max(1, (size + Self.strangersSize - 1) / Self.strangersSize)
    return budgets.admits(peer.address, price: Double(price), at: time)
  }

  /// What `/engine/limits` tells.
  var limits: [OSCArgument] {
    let limits: [(name: String, value: Int)] = [
      ("packet_bytes", PacketBounds.packetSize), ("address_bytes", PacketBounds.addressSize),
      ("arguments", PacketBounds.argumentCount), ("bundle_depth", PacketBounds.depth),
      ("bundle_messages", PacketBounds.messageCount), ("bundle_effort", Self.effortLimit),
      ("pattern_parts", AddressPattern.partCount),
      ("queued_bundles", WaitingRoom.limit.entries),
      ("queued_for_beats", WaitingRoom.limit.entries),
      ("queued_messages", WaitingRoom.limit.messages), ("queued_bytes", WaitingRoom.limit.bytes),
      ("horizon_beats", MusicalQueue.horizon),
      ("horizon_seconds", Int(BundleQueue.horizon / 1_000_000_000)),
      ("subscribers", Subscribers.limit), ("strangers_subscribers", Subscribers.share.each),
      ("patterns_per_subscriber", Subscribers.patternLimit),
      ("listened_addresses", Self.listeningLimit),
      ("published_addresses", Topics.limit), ("reply_bytes", OSCSocket.datagramSize),
      ("errors_per_second", 1), ("connections", OSCStreams.limit),
      ("tcp_connections", OSCStreams.portLimit),
      ("unread_bytes", OSCStream.unreadLimit), ("unread_bytes_of_all", OSCStreams.unreadLimit),
      ("monitors", Monitors.limit),
      ("strangers_messages_per_second", Self.strangersRate),
      ("strangers_message_bytes", Self.strangersSize),
      ("strangers_message_effort", Self.strangersEffort), ("tasks", Self.taskLimit),
      ("strangers", SourceBudgets.limit),
    ]
    return (limits + (connections?.limits ?? [])).flatMap { [.string($0), .int(Int32($1))] }
  }
}
