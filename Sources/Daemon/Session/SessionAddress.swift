private import Glibc
import OSCControl

/// Where a session manager listens, as `NSM_URL` has it: `osc.udp://host:port/`.
struct SessionAddress: Equatable {
  /// The manager's name or address, and its UDP port.
  let host: String
  let port: UInt16

  /// Reads `text`; `nil` for what names no UDP port of a host.
  init?(_ text: String) {
    let scheme = "osc.udp://"
    guard text.hasPrefix(scheme) else { return nil }
    let place = text.dropFirst(scheme.count).prefix { $0 != "/" }
    guard let colon = place.lastIndex(of: ":"), colon != place.startIndex,
      let port = UInt16(place[place.index(after: colon)...]), port > 0
    else { return nil }
    host = String(place[..<colon])
    self.port = port
  }

  /// Whom to send to, or `nil` where nobody has that name.
  ///
  /// It may ask name servers, and so take its time.
  func resolve() -> OSCPeer? {
    var hints = addrinfo()
    hints.ai_family = AF_INET
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0, let found else { return nil }
    defer { freeaddrinfo(found) }
    return found.pointee.ai_addr.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      OSCPeer(address: UInt32(bigEndian: $0.pointee.sin_addr.s_addr), port: port)
    }
  }
}
