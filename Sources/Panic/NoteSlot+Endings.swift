import NoteFile

extension NoteSlot {
  /// The messages, of three bytes each, that end what sounds: the exact note-offs first, because
  /// some synthesisers ignore the rest; then damper up (64), all notes off (123) and all sound off
  /// (120) on every channel that was in use.
  var endings: [UInt8] {
    let notes = sounding
    var bytes: [UInt8] = []
    for note in notes { bytes += [0x80 | note.channel, note.key, 64] }
    for channel in Set(notes.map(\.channel)).sorted() {
      for controller: UInt8 in [64, 123, 120] { bytes += [0xB0 | channel, controller, 0] }
    }
    return bytes
  }
}
