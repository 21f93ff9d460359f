internal import Realtime

/// Notes on the audio thread, in the order they came, in memory that is allocated once.
struct NoteList: ~Copyable {
  private static var capacity: Int { 512 }

  private let notes: UnsafeMutablePointer<PlannedNote>
  private(set) var count = 0

  init() { notes = .allocated(touching: Self.capacity) }

  deinit { notes.deallocate() }

  subscript(index: Int) -> PlannedNote {
    @_noLocks get {
      precondition(index >= 0 && index < count, "Note out of range")
      return notes[index]
    }
  }

  /// Returns `false` where there is no room.
  @_noLocks
  mutating func append(_ note: PlannedNote) -> Bool {
    guard count < Self.capacity else { return false }
    notes[count] = note
    count += 1
    return true
  }

  @_noLocks
  mutating func remove(at index: Int) -> PlannedNote {
    let note = self[index]
    for later in (index + 1)..<count { notes[later - 1] = notes[later] }
    count -= 1
    return note
  }

  @_noLocks
  mutating func removeAll() { count = 0 }

  /// Gives the note at `index` another key.
  @_noLocks
  mutating func move(_ index: Int, to key: UInt8) {
    precondition(index >= 0 && index < count, "Note out of range")
    notes[index].key = key
  }

  /// The first note of `part` with `key` that starts before `beat`.
  @_noLocks
  func index(of part: Int8, key: UInt8, before beat: Double) -> Int? {
    for index in 0..<count
    where notes[index].part == part && notes[index].key == key && notes[index].start < beat {
      return index
    }
    return nil
  }

  /// The note that starts first, of those that start before `beat`.
  @_noLocks
  func earliest(before beat: Double) -> Int? {
    var found: Int?
    var start = beat
    for index in 0..<count where notes[index].start < start {
      found = index
      start = notes[index].start
    }
    return found
  }
}
