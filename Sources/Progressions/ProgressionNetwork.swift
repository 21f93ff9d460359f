import Glibc

/// A recurrent network that hears changes of chord, all of them relative to a tonic, and says how
/// long the chord may last and what follows.
///
/// It runs for all twelve tonics at once, in SIMD lanes, since which one is the tonic is not known.
/// Gated recurrent units as in Cho et al., "Learning phrase representations using RNN
/// encoder-decoder" (EMNLP 2014), in PyTorch's form.
package struct ProgressionNetwork: Sendable {
  private let model: ProgressionModel
  private var memory: [TonicLanes]

  /// The chord that was heard last: quality times 12 plus root in semitones above C.
  private(set) var current: Int?

  /// Tells the facts about a change of chord.
  package struct Change: Sendable {
    /// Quality times 12 plus root in semitones above C.
    package var chord: Int

    /// Beats that the chord before lasted, 0 at the start.
    package var length: Int

    /// The beat of the bar on which the chord changed, from 0.
    package var place: Int
    package var beatsPerBar: Int

    /// 0 where it is not known, 1 pop, 2 jazz, 3 songs of old.
    package var idiom: Int

    package init(chord: Int, length: Int, place: Int, beatsPerBar: Int, idiom: Int = 0) {
      self.chord = chord
      self.length = length
      self.place = place
      self.beatsPerBar = beatsPerBar
      self.idiom = idiom
    }
  }

  package init(_ model: ProgressionModel) {
    self.model = model
    memory = Array(repeating: TonicLanes(), count: model.hiddenCount)
  }

  /// Hears that the chord changed.
  package mutating func hear(_ change: Change) {
    let width = model.hiddenCount
    let gates = input(change)
    var recalled = Array(repeating: TonicLanes(), count: 3 * width)
    model.recurrent.multiply(memory, into: &recalled)
    for index in 0..<width {
      let reset = (gates[index] + recalled[index]).map(Self.sigmoid)
      let keep = (gates[width + index] + recalled[width + index]).map(Self.sigmoid)
      let new = (gates[2 * width + index] + reset * recalled[2 * width + index]).map(tanhf)
      memory[index] = new + keep * (memory[index] - new)
    }
    current = change.chord
  }

  /// The probabilities of the lengths of the chord, tonic by tonic.
  package var lengths: [[Float]] {
    var said = Array(repeating: TonicLanes(), count: ProgressionModel.lengthCount)
    model.lasting.multiply(memory, into: &said)
    return Self.shares(said)
  }

  /// The probabilities of each chord to follow one of `length` beats, tonic by tonic, as chords
  /// relative to that tonic; never the chord itself.
  package func following(length: Int) -> [[Float]] {
    var inside = Array(repeating: TonicLanes(), count: model.innerCount)
    model.inside.multiply(memory, into: &inside)
    let start = Self.lengthClass(length) * model.innerCount
    for index in inside.indices {
      inside[index] = (inside[index] + model.insideLengths[start + index]).map(tanhf)
    }
    var said = Array(repeating: TonicLanes(), count: ProgressionModel.chordCount)
    model.following.multiply(inside, into: &said)
    if let current {
      for tonic in 0..<12 { said[Self.relative(current, to: tonic)][tonic] = -1e9 }
    }
    return Self.shares(said)
  }

  /// What the change adds to the gates of each tonic.
  private func input(_ change: Change) -> [TonicLanes] {
    let count = 3 * model.hiddenCount
    let length = Self.lengthClass(change.length) * count
    let place = max(0, change.place) % ProgressionModel.placeCount * count
    let metre = min(ProgressionModel.metreCount - 1, max(1, change.beatsPerBar)) * count
    let idiom = change.idiom * count
    let rows = (0..<12).map { Self.relative(change.chord, to: $0) * count }
    return (0..<count).map { index in
      var lanes = TonicLanes(
        repeating: model.lengths[length + index] + model.places[place + index]
          + model.metres[metre + index] + model.idioms[idiom + index])
      for tonic in 0..<12 { lanes[tonic] += model.chords[rows[tonic] + index] }
      return lanes
    }
  }

  /// The chord as it is called relative to a tonic.
  static func relative(_ chord: Int, to tonic: Int) -> Int {
    chord / 12 * 12 + (chord % 12 + 12 - tonic) % 12
  }

  static func lengthClass(_ beats: Int) -> Int {
    min(ProgressionModel.lengthCount - 1, max(0, beats))
  }

  /// Turns logits into probabilities that add up to 1 for each tonic.
  private static func shares(_ logits: [TonicLanes]) -> [[Float]] {
    (0..<12).map { tonic in
      let values = logits.map { $0[tonic] }
      let top = values.max() ?? 0
      let powers = values.map { expf($0 - top) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  private static func sigmoid(_ x: Float) -> Float { 1 / (1 + expf(-x)) }
}
