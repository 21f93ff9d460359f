package import Music

/// A song as its chart has it, in the order in which it is played: repeats and codas written out.
package struct Chart: Sendable, Equatable {
  package struct Bar: Sendable, Equatable {
    /// How many beats it has.
    package var beats: Int

    /// The chords that begin in it, by beat.
    package var chords: [ChartChord]

    package init(beats: Int, chords: [ChartChord]) {
      self.beats = beats
      self.chords = chords
    }
  }

  package struct Section: Sendable, Equatable {
    package var name: String

    /// The bar it begins with, from 0.
    package var bar: Int

    package init(name: String, bar: Int) {
      self.name = name
      self.bar = bar
    }
  }

  package var title = ""
  package var composer = ""
  package var key: Key?

  /// Beats a minute.
  package var tempo: Double?
  package var metre = Metre.fourFour
  package var bars: [Bar] = []

  /// In order; the first begins with the first bar, unless there are none.
  package var sections: [Section] = []

  package init() {}

  /// The most bars a chart may have once its repeats are written out.
  package static let longest = 2000

  /// The chord of each beat of the song; `nil` for no chord.
  package var beats: [Chord?] {
    var beats: [Chord?] = []
    var current: Chord?
    for bar in bars {
      for beat in 0..<bar.beats {
        for placed in bar.chords where placed.beat > Double(beat) - 0.99 {
          if placed.beat <= Double(beat) + 0.01 { current = placed.chord }
        }
        beats.append(current)
      }
    }
    return beats
  }

  /// The chart with all chords, and the key, `semitones` higher.
  package func transposed(by semitones: Int) -> Chart {
    var chart = self
    chart.key = key.map { Key($0.tonic.raised(by: semitones), $0.mode) }
    for index in bars.indices {
      chart.bars[index].chords = bars[index].chords.map { placed in
        ChartChord(placed.beat, placed.chord?.raised(by: semitones))
      }
    }
    return chart
  }
}

/// A chord, or none, and where in its bar it begins.
package struct ChartChord: Sendable, Equatable {
  /// Beats from the first of the bar.
  package var beat: Double
  package var chord: Chord?

  package init(_ beat: Double, _ chord: Chord?) {
    self.beat = beat
    self.chord = chord
  }
}

extension Chord {
  /// The chord `semitones` higher.
  package func raised(by semitones: Int) -> Chord {
    Chord(root.raised(by: semitones), quality, bass: bass.raised(by: semitones))
  }
}
