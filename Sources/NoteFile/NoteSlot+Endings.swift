extension NoteSlot {
  /// The messages, of three bytes each, that end what sounds; see ``endings(of:)``.
  package var endings: [UInt8] { Self.endings(of: sounding) }

  /// The messages, of three bytes each, that end `notes`.
  ///
  /// The exact note-offs come first, because some synthesisers ignore the rest; then damper up (64),
  /// all notes off (123) and all sound off (120) on every channel that was in use.
  package static func endings(of notes: [(channel: UInt8, key: UInt8)]) -> [UInt8] {
    let channels = Set(notes.map(\.channel)).sorted()
    return offs(notes)
      + channels.flatMap { channel -> [UInt8] in
        [64, 123, 120].flatMap { (controller: UInt8) in [0xB0 | channel, controller, 0] }
      }
  }

  /// The note-offs of `notes`, of three bytes each.
  package static func offs(_ notes: [(channel: UInt8, key: UInt8)]) -> [UInt8] {
    notes.flatMap { [0x80 | $0.channel, $0.key, 64] }
  }
}
