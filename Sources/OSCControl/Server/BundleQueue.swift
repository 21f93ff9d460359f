/// Bundles whose time has not come, in order of their times.
///
/// Times are kept on the monotonic clock, to which they are brought when they arrive, so that a
/// step of the wall clock disturbs nothing that is queued.
struct BundleQueue {
  /// How far ahead a bundle may be dated, in nanoseconds.
  static let horizon: Int64 = 10_000_000_000

  struct Entry {
    let due: Int64
    let requests: [OSCRequest]

    /// Whether the engine may have it early, with the exact frame to apply it at.
    let isExact: Bool
  }

  /// How long before their time the engine gets changes that it applies to the frame.
  static let lead: Int64 = 50_000_000

  private var entries: [Entry] = []
  private var room = WaitingRoom()

  var count: Int { entries.count }

  /// Files `entry` behind everything that is due no later.
  mutating func insert(_ entry: Entry) throws(OSCFailure) {
    try room.enter(entry.requests)
    let place = entries.firstIndex { Self.start(of: $0) > Self.start(of: entry) }
    entries.insert(entry, at: place ?? entries.count)
  }

  /// Takes out what is to be carried out or handed on at `time`.
  mutating func take(at time: Int64) -> [Entry] {
    let ready = entries.prefix { Self.start(of: $0) <= time }
    for entry in ready { room.leave(entry.requests) }
    entries.removeFirst(ready.count)
    return Array(ready)
  }

  /// When the next bundle is to be taken.
  var nextTime: Int64? { entries.first.map(Self.start) }

  private static func start(of entry: Entry) -> Int64 {
    entry.isExact ? entry.due - lead : entry.due
  }
}
