import Music

/// A chord symbol of a score while it is read, element by element.
struct MusicXMLHarmony {
  typealias Degree = (value: Int, alter: Int, type: String)

  /// Whether another one stands there that is meant rather.
  var isAlternate = false

  /// Where it stands, in divisions from the place where it is written.
  var offset = 0.0

  private var step = ""
  private var alter = 0
  private var bass = ""
  private var bassAlter = 0
  private var inversion = 0
  private var kind = ""
  private var degrees: [Degree] = []
  private var degree: Degree = (0, 0, "")

  /// How the kind is to be written.
  private var text = ""

  /// Takes what an element begins with.
  mutating func start(_ name: String, _ attributes: [String: String]) {
    if name == "harmony" { isAlternate = attributes["type"] == "alternate" }
    if name == "kind" { text = attributes["text"] ?? "" }
  }

  /// Takes what an element holds.
  mutating func end(_ name: String, _ content: String) {
    switch name {
    case "root-step": step = content
    case "root-alter": alter = Int(content) ?? 0
    case "bass-step": bass = content
    case "bass-alter": bassAlter = Int(content) ?? 0
    case "inversion": inversion = Int(content) ?? 0
    case "kind": kind = content
    case "degree-value": degree.value = Int(content) ?? 0
    case "degree-alter": degree.alter = Int(content) ?? 0
    case "degree-type": degree.type = content
    case "degree": degrees.append(degree)
    default: break
    }
  }

  /// Why a symbol cannot be read.
  struct Fault: Error { let message: String }

  /// The chord, or that none is played.
  func symbol() throws(Fault) -> ChordSymbol {
    guard kind != "none" else { return ChordSymbol.none }
    guard !step.isEmpty else {
      throw Fault(message: "a chord has no root; write chords as letters, not as numerals")
    }
    guard let root = PitchClass(name: step)?.raised(by: alter) else {
      throw Fault(message: "'\(step.prefix(8))' is no root of a chord")
    }
    guard let quality else {
      throw Fault(message: "there is no kind of chord '\(kind.prefix(30))'")
    }
    let intervals = quality.intervals
    let lowest =
      intervals.indices.contains(inversion) ? root.raised(by: intervals[inversion]) : root
    let note = PitchClass(name: bass)?.raised(by: bassAlter)
    return .chord(Chord(root, quality, bass: note ?? lowest))
  }

  /// The kind with its degrees; of one that MusicXML has no word for, what its text says.
  private var quality: ChordQuality? {
    guard let quality = Self.kinds[kind] else {
      guard ["other", ""].contains(kind), !text.isEmpty else { return nil }
      return Chord(symbol: "C" + text)?.quality
    }
    let fifth = degrees.first { $0.value == 5 && $0.type != "subtract" }?.alter ?? 0
    // A seventh that is added is a minor one unless it is altered.
    let seventh = degrees.first { $0.value == 7 && $0.type == "add" }?.alter
    switch (quality, fifth, seventh) {
    case (.minor7, -1, _): return .halfDiminished7
    case (.minor, -1, .none): return .diminished
    case (.minor, -1, _), (.diminished, _, .some(0)): return .halfDiminished7
    case (.major, 1, _), (.dominant7, 1, _): return .augmented
    case (.major, _, .some(0)): return .dominant7
    case (.major, _, .some(1)): return .major7
    case (.minor, _, .some(0)): return .minor7
    default: return quality
    }
  }

  private static let kinds: [String: ChordQuality] = [
    "major": .major, "minor": .minor, "augmented": .augmented, "diminished": .diminished,
    "dominant": .dominant7, "major-seventh": .major7, "minor-seventh": .minor7,
    "diminished-seventh": .diminished7, "augmented-seventh": .augmented,
    "half-diminished": .halfDiminished7, "major-minor": .minor, "major-sixth": .major6,
    "minor-sixth": .minor6, "dominant-ninth": .dominant7, "major-ninth": .major7,
    "minor-ninth": .minor7, "dominant-11th": .dominant7, "major-11th": .major7,
    "minor-11th": .minor7, "dominant-13th": .dominant7, "major-13th": .major7,
    "minor-13th": .minor7, "suspended-second": .sus2, "suspended-fourth": .sus4, "power": .major,
  ]
}
