/// Makes notes of what is told of a line: its pitch, many times a second, its strokes, or its keys.
struct PhraseListener: Sendable {
  /// What was played in the last ``memory`` beats, in order.
  private(set) var notes: [HeardNote] = []

  /// Where something was struck in that time.
  private(set) var strokes: [Double] = []

  /// A pitch that is no note yet.
  private var candidate: (key: Int, beat: Double, count: Int)?

  /// A stroke whose note has not begun yet.
  private var stroke: Double?

  /// How often in a row no pitch was heard.
  private var silence = 0

  private static let memory = 64.0

  /// How often in a row a pitch is heard before it is a note, and missed before it has ended: 0.07 s,
  /// since a string that is damped or struck sounds other pitches for a moment.
  private static let patience = 3

  /// How long before its pitch is clear a note is struck, at most, in beats.
  private static let attack = 0.35

  /// Takes in the pitch that sounded at `beat`, as the nearest key; `nil` for none.
  mutating func hear(pitch key: Int?, at beat: Double) {
    guard let key else {
      candidate = nil
      silence += 1
      if silence == Self.patience { close(at: beat) }
      return
    }
    silence = 0
    if let open = notes.last, open.end == nil, open.key == key, stroke == nil {
      candidate = nil
      return
    }
    let count = candidate?.key == key ? (candidate?.count ?? 0) + 1 : 1
    let start = count > 1 ? candidate?.beat ?? beat : beat
    candidate = (key, start, count)
    guard count == Self.patience else { return }
    let isStruck = stroke.map { start - $0 < Self.attack } ?? false
    begin(key, at: isStruck ? min(start, stroke ?? start) : start)
    candidate = nil
    stroke = nil
  }

  /// Takes in that something was struck at `beat`.
  mutating func hear(strokeAt beat: Double) {
    strokes.append(beat)
    strokes.removeAll { $0 < beat - Self.memory }
    let isOfOpenNote = notes.last.map { $0.end == nil && abs(beat - $0.beat) < 0.12 } ?? false
    stroke = isOfOpenNote ? nil : beat
  }

  /// Takes in that a key was pressed; of several at once the highest counts.
  mutating func hear(noteOn key: Int, at beat: Double) {
    let isOneOfSeveral = notes.last.map { beat - $0.beat < 0.06 } ?? false
    if isOneOfSeveral, let last = notes.indices.last {
      notes[last].key = max(notes[last].key, key)
      return
    }
    strokes.append(beat)
    strokes.removeAll { $0 < beat - Self.memory }
    begin(key, at: beat)
  }

  /// Takes in that a key was let go.
  mutating func hear(noteOff key: Int, at beat: Double) {
    if notes.last?.key == key { close(at: beat) }
  }

  /// The notes that began from `start` until before `end`.
  func notes(from start: Double, until end: Double) -> [HeardNote] {
    notes.filter { $0.beat >= start && $0.beat < end }
  }

  private mutating func begin(_ key: Int, at beat: Double) {
    close(at: beat)
    notes.append(HeardNote(beat: beat, end: nil, key: key))
    notes.removeAll { $0.beat < beat - Self.memory }
  }

  private mutating func close(at beat: Double) {
    guard let last = notes.indices.last, notes[last].end == nil else { return }
    notes[last].end = max(beat, notes[last].beat)
  }
}
