/// How an arranger keyboard has the notes of a part follow the chord: its rule (NTR) and its table (NTT).
///
/// What they do: Yamaha, "9000 Pro Owner's Manual", Style Creator, and "CVP-205 Owner's Manual",
/// page 117. Their numbers: Wierzba and Bedesem, "Style Files: Introduction and Details" (version 2.1,
/// 2015), chapter on CASM, and J. Sorensen, "CASM Format 1 Reference" and "CASM Format 2 Reference".
struct NoteTransposition: Equatable {
  enum Rule: Int {
    /// All notes go with the root, or stay near where they were, or go where a hand finds them on a guitar.
    case rootTransposed, rootFixed, guitar
  }

  enum Table: Int {
    /// No note changes with the type of the chord.
    case bypass
    /// All notes become those of the chord and its scale.
    case melody, chord
    /// Some notes fall by a semitone where the chord is minor; of each, the second kind has its fifth follow
    /// the chord as well.
    case melodicMinor, melodicMinorFifth, harmonicMinor, harmonicMinorFifth
    case naturalMinor, naturalMinorFifth, dorian, dorianFifth
  }

  var rule = Rule.rootTransposed
  var table = Table.melody

  /// Whether the root is the bass note of a slash chord.
  var followsBass = true

  /// Takes the two bytes for what they are in a style of the second format, or else of the first.
  init(rule: UInt8, table: UInt8, isSecondFormat: Bool) {
    self.rule = Rule(rawValue: Int(rule)) ?? .rootTransposed
    self.set(table: table, isSecondFormat: isSecondFormat)
  }

  /// A part of a file that says nothing of it.
  init() {}

  /// Takes the table from its byte.
  mutating func set(table: UInt8, isSecondFormat: Bool) {
    followsBass = table & 0x80 != 0
    let number = Int(table & 0x7F)
    guard rule != .guitar else {
      self.table = .chord
      return
    }
    guard !isSecondFormat else {
      self.table = Table(rawValue: number) ?? .melody
      return
    }
    switch number {
    case 0: self.table = .bypass
    case 2: self.table = .chord
    case 3: followsBass = true
    case 4: self.table = .melodicMinor
    case 5: self.table = .harmonicMinor
    default: self.table = .melody
    }
  }

  /// Whether the notes stay as they are, whatever the chord is.
  var isFixed: Bool { rule == .rootFixed && table == .bypass }

  /// How a style of ours writes a note `interval` semitones, 0 to 11, above the root of `source`.
  func word(for interval: Int, over source: SourceChord) -> String {
    if interval == 0 { return followsBass && table != .bypass ? "1" : "+0" }
    switch table {
    case .bypass: return "+\(interval)"
    case .melody, .chord: return "\(source.degree(of: interval))"
    default: break
    }
    if interval == 7, hasFifth { return "5" }
    if source.isMinor {
      return falling.contains(interval + 1) ? "+\(interval + 1)~" : "+\(interval)"
    }
    return "+\(interval)" + (falling.contains(interval) ? "~" : "")
  }

  /// The notes above a major chord's root that fall where it is minor.
  private var falling: [Int] {
    switch table {
    case .bypass, .melody, .chord: []
    case .melodicMinor, .melodicMinorFifth: [4]
    case .harmonicMinor, .harmonicMinorFifth: [4, 9]
    case .naturalMinor, .naturalMinorFifth: [4, 9, 11]
    case .dorian, .dorianFifth: [4, 11]
    }
  }

  private var hasFifth: Bool {
    switch table {
    case .melodicMinorFifth, .harmonicMinorFifth, .naturalMinorFifth, .dorianFifth: true
    default: false
    }
  }
}
