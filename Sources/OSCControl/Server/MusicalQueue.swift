/// Requests that wait for a beat or a bar, in the order in which they came.
///
/// They are placed by number, not by time: where that beat falls is asked again in every turn, so a tempo
/// that changes, or a bar line that is moved, takes them along.
struct MusicalQueue {
  /// The most beats or bars that one may wait.
  static let horizon = 1024

  /// A place in musical time.
  enum Place: Equatable {
    case beat(Int)
    case bar(Int)

    /// Its position in beats.
    func position(in music: MusicalTime) -> Double {
      switch self {
      case .beat(let number): Double(number)
      case .bar(let number): music.start(ofBar: number)
      }
    }
  }

  struct Entry {
    let place: Place
    let requests: [OSCRequest]

    /// Whether the engine may have it early, with the exact frame to apply it at.
    let isExact: Bool
  }

  private(set) var entries: [Entry] = []
  private var room = WaitingRoom()

  mutating func append(_ entry: Entry) throws(OSCFailure) {
    try room.enter(entry.requests)
    entries.append(entry)
  }

  /// Takes out what is to be carried out, or handed to the engine, by the time that `now` is the frame that
  /// sounds; each with its frame.
  mutating func take(_ music: MusicalTime, now: Int64) -> [(entry: Entry, frame: Int64)] {
    guard !entries.isEmpty, music.isRolling else { return [] }
    var due: [(entry: Entry, frame: Int64)] = []
    entries.removeAll { entry in
      let frame = music.frame(of: entry.place.position(in: music))
      let lead = entry.isExact ? BundleQueue.lead : 0
      guard music.nanoseconds(frame - now) <= lead else { return false }
      due.append((entry, frame))
      room.leave(entry.requests)
      return true
    }
    return due
  }

  /// Nanoseconds until the next entry is to be taken; `nil` while nothing waits or time stands still.
  func wait(_ music: MusicalTime, now: Int64) -> Int64? {
    guard music.isRolling else { return nil }
    return entries.map { entry in
      let frame = music.frame(of: entry.place.position(in: music))
      return max(0, music.nanoseconds(frame - now) - (entry.isExact ? BundleQueue.lead : 0))
    }.min()
  }

  /// Takes out everything, and returns what was asked for.
  mutating func removeAll() -> [OSCRequest] {
    defer {
      entries.removeAll()
      room = WaitingRoom()
    }
    return entries.flatMap(\.requests)
  }
}
