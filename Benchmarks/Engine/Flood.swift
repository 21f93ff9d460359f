import CLo
import CRealtime
import Glibc

/// Sends `count` sets of one parameter to `port` as fast as they are taken, and asks what arrived.
///
/// Many datagrams go in one call of `sendmmsg`, so that the sender is not what is measured.
/// Prints the sets per second until the last value could be read back, and "all" or "some".
func flood(port: UInt16, count: Int) {
  let link = connectedSocket(port: port)
  let address = Array("/node/volume/gain".utf8)
  let set = padded(address) + padded(Array(",f".utf8))
  let batch = 64
  let packets = UnsafeMutableRawBufferPointer.allocate(
    byteCount: batch * (set.count + 4), alignment: 4)
  let parts = UnsafeMutablePointer<iovec>.allocate(capacity: batch)
  let messages = UnsafeMutablePointer<osc_datagram>.allocate(capacity: batch)
  defer {
    packets.deallocate()
    parts.deallocate()
    messages.deallocate()
  }
  for slot in 0..<batch {
    let packet = UnsafeMutableRawBufferPointer(
      rebasing: packets[slot * (set.count + 4)..<(slot + 1) * (set.count + 4)])
    packet.copyBytes(from: set)
    parts[slot] = iovec(iov_base: packet.baseAddress, iov_len: packet.count)
    var message = osc_datagram()
    message.header.msg_iov = parts + slot
    message.header.msg_iovlen = 1
    (messages + slot).initialize(to: message)
  }

  let start = realtime_nanoseconds()
  var next = 0
  while next < count {
    let coming = min(batch, count - next)
    for slot in 0..<coming {
      // The last value is one that no other set has, so that reading it back proves that it came.
      let value: Float = next + slot == count - 1 ? -7.25 : -6
      packets.storeBytes(
        of: value.bitPattern.bigEndian, toByteOffset: slot * (set.count + 4) + set.count,
        as: UInt32.self)
    }
    var sent = 0
    while sent < coming {
      let taken = osc_send(link, messages + sent, UInt32(coming - sent), 0)
      if taken > 0 { sent += Int(taken) } else { sched_yield() }
    }
    next += coming
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
