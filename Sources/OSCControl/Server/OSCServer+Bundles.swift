extension OSCServer {
  /// How late a bundle may be without its sender being told, in nanoseconds.
  private static let tolerance: Int64 = 1_000_000

  /// Carries out a packet, or files what is to wait.
  func receive(_ packet: OSCPacket, from peer: OSCPeer, at time: Int64) {
    switch packet {
    case .message(let message):
      perform([request(message, from: peer, at: time)], at: nil)
    case .bundle(let tag, let packets):
      let requests = packets.compactMap { element -> OSCRequest? in
        guard case .message(let message) = element else { return nil }
        return request(message, from: peer, at: time)
      }
      if !requests.isEmpty, !placeBundle(requests) { schedule(requests, tag: tag) }
      for case .bundle(let inner, let elements) in packets {
        receive(.bundle(inner, elements), from: peer, at: time)
      }
    }
  }

  /// Carries a bundle out now, or files it until the moment that its tag names.
  ///
  /// The wall clock is asked for here, and never again for this bundle.
  private func schedule(_ requests: [OSCRequest], tag: OSCTime) {
    let due = tag == .immediately ? 0 : tag.nanoseconds - Clock.lead(of: wallClock)
    let wait = tag == .immediately ? 0 : due - Clock.monotonic()
    guard wait > 0 else {
      if wait < -Self.tolerance { tellLate(requests[0], by: -wait) }
      perform(requests, at: nil)
      return
    }
    do throws(OSCFailure) {
      guard wait <= BundleQueue.horizon else {
        throw OSCFailure(.refused, "dated more than 10 seconds ahead; is the sender's clock right?")
      }
      let actions = try resolve(requests)
      try queue.insert(
        .init(due: due, requests: requests, isExact: actions.allSatisfy(\.isSet)))
      for request in requests { note(request, .waiting, "\(wait / 1_000_000) ms") }
    } catch {
      for request in requests { complain(error, request) }
    }
  }

  private func tellLate(_ request: OSCRequest, by nanoseconds: Int64) {
    let microseconds = Int32(clamping: nanoseconds / 1000)
    send(OSCMessage("/late", .string(request.address), .int(microseconds)), to: request.peer)
  }
}
