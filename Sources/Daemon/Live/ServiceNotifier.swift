private import Glibc
private import Platform

/// Tells systemd how the service is, by the protocol of sd_notify(3); without systemd, nobody.
struct ServiceNotifier: ~Copyable {
  private let socket: Int32
  private var address = sockaddr_un()
  private var length = socklen_t(0)
  private var lastStatus = ""

  /// How often the watchdog wants to be fed at least, in nanoseconds; `nil` if there is none.
  let watchdogPeriod: Int64?

  init() {
    let path = environmentVariable("NOTIFY_SOCKET") ?? ""
    let microseconds = environmentVariable("WATCHDOG_USEC").flatMap { Int64($0) }
    watchdogPeriod = microseconds.map { $0 * 1000 / 3 }
    guard !path.isEmpty, path.utf8.count < 108 else {
      socket = -1
      return
    }
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      for (index, byte) in path.utf8.enumerated() { bytes[index] = byte }
      // systemd writes an abstract socket's leading zero as "@".
      if path.hasPrefix("@") { bytes[0] = 0 }
    }
    length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
  }

  deinit { if socket >= 0 { close(socket) } }

  /// Says that the service is up.
  mutating func ready() { send("READY=1") }

  /// Says that the patch is being read again; ``ready()`` ends it.
  mutating func reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.now / 1000)")
  }

  mutating func stopping() { send("STOPPING=1") }

  /// Says that everything is alive.
  mutating func feedWatchdog() { send("WATCHDOG=1", waits: false) }

  /// Says in words how things are, when that has changed.
  mutating func status(_ text: String) {
    guard text != lastStatus, send("STATUS=\(text)", waits: false) else { return }
    lastStatus = text
  }

  /// Sends `text`, and returns whether there was room for it, for which it may wait.
  @discardableResult
  private mutating func send(_ text: String, waits: Bool = true) -> Bool {
    guard socket >= 0 else { return true }
    let bytes = Array(text.utf8)
    let length = length
    let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, bytes, bytes.count, flags, $0, length) >= 0
      }
    }
  }
}
