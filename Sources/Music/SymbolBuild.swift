/// A chord's quality as the words of its symbol make it up.
struct SymbolBuild {
  enum Word {
    /// A triangle stands for a major seventh without a 7; "Cmaj" is a triad.
    case major, triangle, minor, diminished, halfDiminished, augmented
    case second, fourth, altered, sixNine
    case sharp, flat, plus, minus
    /// What follows is added to the chord, or left out of it.
    case added, omitted
    case degree(Int)
  }

  private enum Third { case major, minor, second, fourth }

  private var third = Third.major
  private var fifth = 0
  private var seventh = false
  private var hasMajorSeventh = false
  private var isDiminished = false
  private var hasSixth = false
  private var pending: Word?
  private var isFirst = true

  /// Whether nothing is missing after an accidental or "add".
  var isComplete: Bool { pending == nil }

  mutating func take(_ word: Word) {
    defer { isFirst = false }
    switch word {
    case .major: hasMajorSeventh = true
    case .triangle:
      hasMajorSeventh = true
      seventh = true
    case .minor: third = .minor
    case .diminished:
      third = .minor
      fifth = -1
      isDiminished = true
    case .halfDiminished:
      third = .minor
      fifth = -1
      seventh = true
    case .augmented: fifth = 1
    case .second: third = .second
    case .fourth: third = .fourth
    case .altered: seventh = true
    case .sixNine: hasSixth = true
    case .plus where isFirst: fifth = 1
    case .minus where isFirst: third = .minor
    case .sharp, .flat, .plus, .minus, .added, .omitted:
      pending = word
      return
    case .degree(let degree): take(degree: degree)
    }
    pending = nil
  }

  private mutating func take(degree: Int) {
    switch (pending, degree) {
    case (.added?, _), (.omitted?, _): return
    case (.sharp?, 5), (.plus?, 5): fifth = 1
    case (.flat?, 5), (.minus?, 5): fifth = -1
    case (nil, 7), (nil, 9), (nil, 11), (nil, 13): seventh = true
    case (nil, 6): hasSixth = true
    default: return
    }
  }

  /// The quality that holds most of what the symbol says.
  var quality: ChordQuality {
    switch third {
    case .second: .sus2
    case .fourth: .sus4
    case .minor: minor
    case .major: major
    }
  }

  private var minor: ChordQuality {
    if isDiminished { return seventh && !hasMajorSeventh ? .diminished7 : .diminished }
    if fifth < 0 { return seventh ? .halfDiminished7 : .diminished }
    if hasMajorSeventh { return .minor }
    return seventh ? .minor7 : hasSixth ? .minor6 : .minor
  }

  private var major: ChordQuality {
    if fifth > 0 { return .augmented }
    if hasMajorSeventh, seventh { return .major7 }
    return seventh ? .dominant7 : hasSixth ? .major6 : .major
  }
}
