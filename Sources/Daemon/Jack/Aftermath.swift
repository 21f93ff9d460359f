import NoteFile

/// The notes of a port that still sounded when its server went, or when the strumd before us died.
struct Aftermath {
  /// Nanoseconds that we wait for a listener to come back.
  private static let patience: Int64 = 10_000_000_000

  /// The port's short name.
  let port: String
  private let notes: [(channel: UInt8, key: UInt8)]
  private let endings: [UInt8]
  private let deadline: Int64
  private var isFirst = true

  /// Takes the notes over from `slot`, which then knows of none; `nil` where none sound.
  init?(_ slot: NoteSlot, port: String, now: Int64) {
    guard !slot.sounding.isEmpty else { return nil }
    self.port = port
    notes = slot.sounding
    endings = slot.endings
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
}
