import NIOCore
import NIOHTTP1
private import OSCControl

/// Who sent a request, as far as the request says.
struct Caller {
  /// The IPv4 address in the machine's byte order; 0 for any other.
  let address: UInt32
  let host: String?
  let origin: String?
  let token: String?

  init(_ channel: any Channel, _ head: HTTPRequestHead) {
    address = Self.address(channel)
    host = Self.only(head.headers["Host"])
    origin = head.headers["Origin"].isEmpty ? nil : Self.only(head.headers["Origin"]) ?? "several"
    let words = head.headers.first(name: "Authorization")?.split(separator: " ") ?? []
    token = words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : nil
  }

  /// Who says two things means to fool somebody.
  private static func only(_ values: [String]) -> String? { values.count == 1 ? values[0] : nil }

  static func address(_ channel: any Channel) -> UInt32 {
    channel.remoteAddress?.ipAddress.flatMap { Network.address($0) } ?? 0
  }
}

extension Doorkeeper {
  /// Why `caller` is turned away, if it is.
  func objection(to caller: Caller) -> Answer? {
    guard knows(host: caller.host) else {
      return .forbidden(
        "'\(caller.host ?? "")' is no name of this machine; call it by its address")
    }
    guard knows(origin: caller.origin, host: caller.host) else {
      return .forbidden("pages from \(caller.origin ?? "") may not call")
    }
    return nil
  }
}
