import CRealtime
import Glibc

/// Sends `count` sets of one parameter to `port` as fast as they are taken, and asks what arrived.
///
/// Prints the sets per second until the last value could be read back, and "all" or "some".
func flood(port: UInt16, count: Int) {
  let link = connectedSocket(port: port)
  let address = Array("/node/volume/gain".utf8)
  var packet = padded(address) + padded(Array(",f".utf8)) + [0, 0, 0, 0]
  let start = realtime_nanoseconds()
  for index in 0..<count {
    // The last value is one that no other set has, so that reading it back proves that it came.
    let value: Float = index == count - 1 ? -7.25 : -6
    withUnsafeBytes(of: value.bitPattern.bigEndian) { bytes in
      for offset in 0..<4 { packet[packet.count - 4 + offset] = bytes[offset] }
    }
    while send(link, packet, packet.count, 0) < 0 { sched_yield() }
  }
  let arrived = awaitValue(-7.25, link, address)
  let seconds = Double(realtime_nanoseconds() - start) / 1e9
  print(Double(count) / seconds, arrived ? "all" : "some")
}

private func connectedSocket(port: UInt16) -> Int32 {
  let link = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      _ = connect(link, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  var timeout = timeval(tv_sec: 1, tv_usec: 0)
  setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
  return link
}

private func padded(_ text: [UInt8]) -> [UInt8] {
  text + [UInt8](repeating: 0, count: 4 - text.count % 4)
}

/// Asks for the value until it is `value`, at most five times.
private func awaitValue(_ value: Float, _ link: Int32, _ address: [UInt8]) -> Bool {
  let request = padded(address) + padded(Array(",".utf8))
  var answer = [UInt8](repeating: 0, count: 256)
  for _ in 0..<5 {
    _ = send(link, request, request.count, 0)
    let count = recv(link, &answer, answer.count, 0)
    guard count >= 4 else { continue }
    let bits = answer[(count - 4)..<count].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    if Float(bitPattern: bits) == value { return true }
  }
  return false
}
