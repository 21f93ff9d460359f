import NoteFile

/// The notes of a port that still sounded when its server went, or when the strumd before us died.
struct Aftermath {
  /// Nanoseconds that we wait for a listener to come back.
  private static let patience: Int64 = 10_000_000_000

  /// Nanoseconds after which a listener is told once more: one that has just come may not listen yet.
  private static let pause: Int64 = 1_000_000_000

  /// The port's short name.
  let port: String
  let notes: [(channel: UInt8, key: UInt8)]

  /// Who heard the port, and whom it was to be connected to.
  private let listeners: [PortPattern]
  private let endings: [UInt8]
  private let deadline: Int64
  private var isFirst = true

  /// When the listeners were told, by name, where that is done without the port.
  private var told: [String: [Int64]] = [:]

  /// Takes the notes over from `slot`, which then knows of none; `nil` where none sound.
  ///
  /// Beside those that the slot knows of, the port had `wishes`.
  init?(_ slot: NoteSlot, port: String, wishes: [PortPattern], now: Int64) {
    guard !slot.sounding.isEmpty else { return nil }
    self.port = port
    notes = slot.sounding
    endings = slot.endings
    listeners = wishes + slot.destinations.map { PortPattern($0) }
    deadline = now + Self.patience
    slot.clear()
  }

  /// Whether listeners that are not back by `now` are not waited for any more.
  func isOver(now: Int64) -> Bool { now > deadline }

  /// The messages to send now that the port is connected to `listeners`: everything the first time;
  /// later, once there is a listener, only the ends of notes that nobody has started again.
  mutating func messages(for listeners: [String], slot: NoteSlot) -> [UInt8] {
    if isFirst {
      isFirst = false
      return endings
    }
    guard !listeners.isEmpty else { return [] }
    let sounding = slot.sounding
    return NoteSlot.offs(
      notes.filter { note in !sounding.contains { $0 == note } })
  }

  /// How often `other` was told already of what has ended, where that is to be done now without the port; `nil`
  /// where it is not, or not yet.
  func tellings(of other: ForeignPort, now: Int64) -> Int? {
    guard listeners.contains(where: other.matches) else { return nil }
    let times = told[other.name] ?? []
    guard let last = times.last else { return 0 }
    return times.count < 2 && now >= last + Self.pause ? times.count : nil
  }

  /// Takes note that `other` is being told.
  mutating func note(_ other: ForeignPort, now: Int64) { told[other.name, default: []].append(now) }
}
