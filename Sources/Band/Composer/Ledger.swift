import Music

/// The notes of the band that were sent and have not long ended.
struct Ledger: Sendable {
  struct Entry: Sendable {
    var note: BandNote

    /// The chord it was chosen for; `nil` for drums.
    var chord: Chord?

    /// The beat whose chord that is.
    var cell: Int
  }

  private var entries: [[Entry]] = Part.allCases.map { _ in [] }

  /// The notes of `part` in the order they were sent.
  subscript(part: Part) -> [Entry] { entries[part.rawValue] }

  /// Enters a note if it can be played cleanly after those already sent.
  ///
  /// - Returns: The note as it is to be sent, or `nil` if another is in its place.
  mutating func admit(_ entry: Entry) -> BandNote? {
    var entry = entry
    let note = entry.note
    let before = entries[note.part.rawValue].filter { other in
      note.part.hasOneVoice || other.note.key == note.key
    }
    if let end = before.map(\.note.end).max(), end > note.beat {
      let delay = end - note.beat
      guard delay < 0.06, note.duration > delay + 0.05 else { return nil }
      entry.note.beat = end
      entry.note.duration -= delay
    }
    entries[note.part.rawValue].append(entry)
    return entry.note
  }

  /// Strikes out the notes of `part` that start at or after `beat`.
  mutating func retract(_ part: Part, from beat: Double) {
    entries[part.rawValue].removeAll { $0.note.beat >= beat }
  }

  /// Ends what `part` sounds at `beat`.
  mutating func end(_ part: Part, at beat: Double) {
    for index in entries[part.rawValue].indices where entries[part.rawValue][index].note.end > beat
    {
      let start = entries[part.rawValue][index].note.beat
      entries[part.rawValue][index].note.duration = max(0, beat - start)
    }
  }

  /// Strikes out all notes of all parts.
  mutating func clear() { entries = Part.allCases.map { _ in [] } }

  /// Gives a note of `part` that sounds at `beat` another key, and the chord it is for.
  mutating func move(_ part: Part, from old: UInt8, to new: UInt8, chord: Chord, at beat: Double) {
    for index in entries[part.rawValue].indices {
      let note = entries[part.rawValue][index].note
      guard note.key == old, note.beat < beat, note.end > beat else { continue }
      entries[part.rawValue][index].note.key = new
      entries[part.rawValue][index].chord = chord
    }
  }

  /// The notes of `part` that sound at `beat`, from low to high.
  func sounding(_ part: Part, at beat: Double) -> [Entry] {
    self[part].filter { $0.note.beat < beat && $0.note.end > beat }
      .sorted { $0.note.key < $1.note.key }
  }

  /// Forgets what ended long before `beat`, but for the last note of each part.
  mutating func prune(before beat: Double) {
    for part in entries.indices where entries[part].count > 1 {
      let last = entries[part].count - 1
      entries[part] = entries[part].enumerated()
        .filter { $0.offset == last || $0.element.note.end > beat - 1 }.map(\.element)
    }
  }
}
