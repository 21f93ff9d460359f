// Socket addresses belong to whichever of the two modules the compiler has read first.
private import CLo
private import Glibc
import OSCControl

/// The IPv4 addresses of this machine.
enum OwnAddress {
  /// The first that callers from one of `networks` can reach, as four numbers; `nil` where there is none.
  static func find(in networks: [Network]) -> String? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return nil }
    defer { freeifaddrs(list) }
    var next = list
    while let entry = next {
      next = entry.pointee.ifa_next
      guard let address = number(of: entry.pointee) else { continue }
      if networks.contains(where: { $0.contains(address) }) { return text(address) }
    }
    return nil
  }

  private static func number(of entry: ifaddrs) -> UInt32? {
    guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET) else {
      return nil
    }
    return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
    }
  }

  private static func text(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: ".")
  }
}
