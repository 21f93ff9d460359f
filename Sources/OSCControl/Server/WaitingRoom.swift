/// Counts what waits to be done later, so that it is never much, and that no other machine takes all the room.
struct WaitingRoom {
  /// What waits.
  struct Load {
    /// Bundles, or messages that came by themselves.
    var entries = 0
    var messages = 0
    var bytes = 0

    fileprivate func adding(_ other: Load, times sign: Int = 1) -> Load {
      Load(
        entries: entries + sign * other.entries, messages: messages + sign * other.messages,
        bytes: bytes + sign * other.bytes)
    }

    fileprivate func fits(quarters: Int) -> Bool {
      let limit = WaitingRoom.limit
      return entries <= limit.entries * quarters / 4 && messages <= limit.messages * quarters / 4
        && bytes <= limit.bytes * quarters / 4
    }
  }

  /// The most that waits, of which one other machine gets a quarter, and all of them three.
  static let limit = Load(entries: 1024, messages: 16_384, bytes: 4 << 20)

  private var all = Load()
  private var strangers = Load()
  private var machines: [UInt32: Load] = [:]

  /// Takes an entry of `requests`, which all have the same sender, if there is room.
  mutating func enter(_ requests: [OSCRequest]) throws(OSCFailure) {
    let load = Self.load(of: requests)
    guard all.adding(load).fits(quarters: 4) else {
      throw OSCFailure(.tooMany, "too much waits already; send it when its time is nearer")
    }
    if let machine = Self.machine(of: requests) {
      let own = (machines[machine] ?? Load()).adding(load)
      guard own.fits(quarters: 1), strangers.adding(load).fits(quarters: 3) else {
        throw OSCFailure(.tooMany, "too much waits already of other machines; send it later")
      }
      machines[machine] = own
      strangers = strangers.adding(load)
    }
    all = all.adding(load)
  }

  /// Lets an entry go that was taken.
  mutating func leave(_ requests: [OSCRequest]) {
    let load = Self.load(of: requests)
    all = all.adding(load, times: -1)
    guard let machine = Self.machine(of: requests), let own = machines[machine] else { return }
    strangers = strangers.adding(load, times: -1)
    let left = own.adding(load, times: -1)
    machines[machine] = left.entries > 0 ? left : nil
  }

  private static func machine(of requests: [OSCRequest]) -> UInt32? {
    guard let peer = requests.first?.peer, peer.isStranger else { return nil }
    return peer.address
  }

  private static func load(of requests: [OSCRequest]) -> Load {
    Load(
      entries: 1, messages: requests.count, bytes: requests.reduce(0) { $0 + $1.byteCount })
  }
}
