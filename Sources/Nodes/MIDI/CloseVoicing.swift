import Graph
private import Music

/// Places the notes of a chord within one octave, so that notes which two chords share stay put.
struct CloseVoicing: ~Copyable {
  /// A chord as events write it.
  struct Chord: BitwiseCopyable {
    /// Semitones above C, negative for no chord.
    let root: Int
    let quality: Int
    let bass: Int

    @_noLocks
    init(root: Int, quality: Int, bass: Int) {
      self.root = root
      self.quality = quality
      self.bass = bass
    }

    /// Reads a chord event.
    @_noLocks
    init(_ event: Event) {
      self.init(
        root: Self.index(event.values[0]), quality: Self.index(event.values[1]),
        bass: Self.index(event.values[2]))
    }

    /// The value as an index, -1 for what cannot be one.
    @_noLocks
    private static func index(_ value: Float) -> Int {
      value >= 0 && value < 128 ? Int(value) : -1
    }
  }

  /// No chord.
  static var silence: Chord { @_noLocks get { Chord(root: -1, quality: 0, bass: -1) } }

  /// For each quality, a bit for every interval above the root.
  private let intervals: UnsafeMutablePointer<UInt16>
  private let qualityCount: Int

  /// Allocates the table of intervals, on the control thread.
  init() {
    qualityCount = ChordQuality.allCases.count
    intervals = .allocate(capacity: qualityCount)
    for (index, quality) in ChordQuality.allCases.enumerated() {
      (intervals + index).initialize(to: quality.intervals.reduce(0) { $0 | 1 << UInt16($1) })
    }
  }

  deinit { intervals.deallocate() }

  /// The keys of `chord`, from the C of `octave` on, with the bass in the octave below.
  @_noLocks
  func keys(of chord: Chord, octave: Int, hasBass: Bool) -> KeySet {
    var keys = KeySet()
    guard chord.root >= 0, chord.quality >= 0, chord.quality < qualityCount else { return keys }
    let base = 12 * (octave + 1)
    for interval in 0..<12 where intervals[chord.quality] >> UInt16(interval) & 1 == 1 {
      insert(base + (chord.root + interval) % 12, in: &keys)
    }
    if hasBass, chord.bass >= 0 { insert(base - 12 + chord.bass % 12, in: &keys) }
    return keys
  }

  @_noLocks
  private func insert(_ key: Int, in keys: inout KeySet) {
    if key >= 0, key < 128 { keys.insert(key) }
  }
}
