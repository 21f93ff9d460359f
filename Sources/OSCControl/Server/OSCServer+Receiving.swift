extension OSCServer {
  /// Nanoseconds after which what is urgent is looked for again, and whoever else waits has a turn.
  static let slice: Int64 = 300_000

  /// Reads and carries out what waits, and sends what has become due.
  package func receiveAll() {
    followTarget()
    let start = Clock.monotonic()
    var hasMore = true
    while hasMore, Clock.monotonic() - start <= turnLimit {
      receivePanics()
      hasMore = streams.hasRead
      for door in doors where receiveDatagrams(door) { hasMore = true }
      if carryOutBacklog() { hasMore = true }
    }
    receivePanics()
    tick()
  }

  /// Carries out every `/panic` that has come by itself, whichever way; cheap, and worth a call wherever much
  /// is done at a time.
  package func receivePanics() {
    for door in doors { receivePanics(door) }
    readStreams()
    guard let connections, case let panics = connections.takePanics(), !panics.isEmpty else {
      return
    }
    for (packet, peer) in panics { receive(packet, from: peer) }
    connections.deliver()
  }

  private func receivePanics(_ door: DatagramDoor) {
    renewed = nil
    for index in 0..<door.receivePanics() {
      let peer = door.panicSender(index)
      guard door.admits(peer) else { continue }
      handle(door.panic(index), from: peer, at: Clock.monotonic())
    }
  }

  /// Carries out what has come to `door`, for one slice of time at most; returns whether more may wait.
  private func receiveDatagrams(_ door: DatagramDoor) -> Bool {
    let start = Clock.monotonic()
    var time = start
    renewed = nil
    while door.hasNext() {
      let peer = door.sender
      let isQuick = !door.admits(peer) || handle(door.datagram, from: peer, at: time)
      if door.advance(), isQuick { continue }
      time = Clock.monotonic()
      if time - start > Self.slice { return true }
      renewed = nil
    }
    return false
  }

  /// Carries out a packet that came over a connection; ``tick()`` sends what it causes.
  package func receive(_ packet: [UInt8], from peer: OSCPeer) {
    followTarget()
    renewed = nil
    packet.withUnsafeBytes { _ = handle($0, from: peer, at: Clock.monotonic()) }
  }

  /// Whether `packet` is a message to `/panic`.
  package static func isPanic(_ packet: some Sequence<UInt8>) -> Bool {
    packet.starts(with: [0x2f, 0x70, 0x61, 0x6e, 0x69, 0x63, 0])
  }

  /// Carries out a packet; returns `false` where that may have taken some time.
  @discardableResult
  private func handle(
    _ bytes: UnsafeRawBufferPointer, from peer: OSCPeer, at time: Int64
  ) -> Bool {
    counts.packets += 1
    guard !peer.isStranger || isHeard(bytes, from: peer, at: time) else { return true }
    if renewed != peer {
      subscribers.renew(peer, at: time)
      renewed = peer
    }
    if let (parameter, value) = sets.parse(bytes) {
      set(parameter, to: value, from: peer)
      return true
    }
    do throws(OSCError) {
      let packet = try OSCPacket(decoding: bytes)
      let messages = packet.messages
      guard isBearable(messages) else {
        let reason = "its bundle looks at more than \(Self.effortLimit) addresses; send several"
        refuse(messages[0], OSCFailure(.tooLarge, reason), from: peer, at: time)
        return false
      }
      guard affords(messages, peer, at: time) else {
        counts.refused += 1
        let reason = "that is more at a time than another machine may ask for; ask less often"
        refuse(messages[0], OSCFailure(.tooMany, reason), from: peer, at: time)
        return false
      }
      receive(packet, from: peer, at: time)
    } catch {
      counts.malformed += 1
      monitors.note(
        MonitorReport(
          sender: peer, outcome: .refused, detail: error.description, message: OSCMessage("")))
      complain(OSCFailure(.badArgument, error.description), address: "", id: nil, to: peer)
    }
    return false
  }

  /// Says, as an answer to the first of its messages, why a packet is not carried out.
  private func refuse(
    _ first: OSCMessage, _ failure: OSCFailure, from peer: OSCPeer, at time: Int64
  ) {
    complain(failure, request(first, from: peer, at: time))
  }

  func set(_ parameter: Int, to value: Float, from peer: OSCPeer) {
    let allowed = parameters[parameter].allowed(value)
    target.set(parameter, to: allowed.value)
    topics.touch(parameter, origin: allowed.isClamped ? nil : peer)
    counts.sets += 1
    monitors.note(report(parameter, value, allowed, from: peer))
  }

  private func report(
    _ parameter: Int, _ value: Float, _ allowed: ControlValue, from peer: OSCPeer
  ) -> MonitorReport {
    MonitorReport(
      sender: peer, outcome: allowed.isClamped ? .clamped : .accepted,
      detail: "\(allowed.value)", message: OSCMessage(topics.addresses[parameter], .float(value)))
  }
}
