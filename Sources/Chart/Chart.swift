package import Music

/// A song as its chart has it, in the order in which it is played: repeats and codas written out.
package struct Chart: Sendable, Equatable {
  /// A bar as it is played, after all repeats.
  package struct Bar: Sendable, Equatable {
    /// How many beats it has.
    package var beats: Int

    /// The chords that begin in it, by beat.
    package var chords: [ChartChord]

    package init(beats: Int, chords: [ChartChord]) {
      self.beats = beats
      self.chords = chords
    }

    /// What begins on `beat`, or since the beat before: of several chords the last.
    func begun(on beat: Int) -> ChartChord? {
      chords.last { $0.beat > Double(beat) - 0.99 && $0.beat <= Double(beat) + 0.01 }
    }

    /// What begins after the last beat, ahead of the next bar, where that begins with no chord of its own.
    var early: ChartChord? { chords.last { $0.beat > Double(beats) - 0.99 } }
  }

  /// A part of the song, from its first bar to that of the next part.
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

  /// The most chords of a bar: four on each of sixteen beats.
  ///
  /// Bars may be repeated a thousand times by a sign each, so that those of a small file could fill all memory.
  static let fullest = 64

  /// The chord of each beat of the song; `nil` for no chord.
  package var beats: [Chord?] {
    var beats: [Chord?] = []
    var current: Chord?
    for bar in bars {
      for beat in 0..<bar.beats {
        if let begun = bar.begun(on: beat) { current = begun.chord }
        beats.append(current)
      }
      if let early = bar.early { current = early.chord }
    }
    return beats
  }

  /// The chart in the beats that a foot taps: two in a bar of 6/8.
  package var tapped: Chart {
    guard metre.isCompound else { return self }
    var chart = self
    chart.metre = Metre(metre.pulsesPerBar, 4)
    for index in bars.indices {
      chart.bars[index].beats = (bars[index].beats + 2) / 3
      for place in bars[index].chords.indices { chart.bars[index].chords[place].beat /= 3 }
    }
    return chart
  }

  /// The chart with all chords, and the key, `semitones` higher.
  package func transposed(by semitones: Int) -> Chart {
    var chart = self
    chart.key = key?.raised(by: semitones)
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

extension Key {
  /// The key `semitones` higher.
  func raised(by semitones: Int) -> Key { Key(tonic.raised(by: semitones), mode) }
}

extension Chord {
  /// The chord `semitones` higher.
  package func raised(by semitones: Int) -> Chord {
    Chord(root.raised(by: semitones), quality, bass: bass.raised(by: semitones))
  }
}
