import Music
import Progressions

extension Chord {
  /// The number by which the language model knows the chord, whatever its bass.
  var number: Int { quality.rawValue * 12 + root.semitones }

  /// The chord of a number.
  init(number: Int) {
    self.init(PitchClass(number % 12), ChordQuality(rawValue: number / 12) ?? .major)
  }
}

extension ProgressionListener {
  /// What may follow a chord of `length` beats, without what is hardly possible.
  func forecast(length: Int) -> ChordForecast {
    following(length: length).enumerated().reduce(into: ChordForecast()) { forecast, share in
      if share.element > 0.002 { forecast.add(Chord(number: share.offset), Double(share.element)) }
    }
  }
}
