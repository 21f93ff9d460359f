import Band
import Chart
import Music

/// Charts to rehearse.
enum Songbook {
  static let verse = ["C:maj", "A:min", "F:maj", "G:maj"]
  static let bridge = ["Eb:maj", "Bb:maj", "Ab:maj", "Db:maj"]

  /// Two sections, each played twice in a row.
  static let labels = verse + verse + bridge + bridge

  static var song: Chart { chart(labels, sections: [("verse", 0), ("bridge", 8)]) }

  /// A chord a bar, in sections that begin with a bar.
  static func chart(
    _ labels: [String], beats: Int = 4, sections: [(name: String, bar: Int)] = [("all", 0)]
  ) -> Chart {
    var chart = Chart()
    chart.bars = labels.map { .init(beats: beats, chords: [ChartChord(0, chord($0))]) }
    chart.sections = sections.map { .init(name: $0.name, bar: $0.bar) }
    return chart
  }
}

extension Rehearsal {
  /// A band that has the chart of ``Songbook/song``, with a player of `song`.
  init(charted song: @escaping (Int) -> Chord?) throws {
    try self.init(Styles.load("rock"), song: song)
    composer.source = ChartFollower(Songbook.song)
  }

  /// The bars of `bars` whose downbeat the bass meets with the root of the true chord.
  func met(_ bars: Range<Int>) -> [Int] {
    bars.filter { bar in
      let beat = bar * beatsPerBar
      guard let sound = bass(at: Double(beat) + 0.06) else { return false }
      return abs(sound.start - Double(beat)) < 0.05
        && PitchClass(Int(sound.key)) == self.song(beat)?.root
    }
  }
}
