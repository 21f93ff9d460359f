import Glibc

/// The tempos and the places within a beat that a ``BeatFilter`` tells apart, laid out in a row.
///
/// The state space of Krebs, Böck & Widmer, "An efficient state-space model for joint tempo and
/// meter tracking" (ISMIR 2015): for each whole number of frames that a beat can last, one state a frame;
/// the tempo may change only at a beat.
struct BeatStates {
  /// An onset is expected within this part of a beat.
  private static let zone = 14

  let shortest: Int
  /// Of each number of frames that a beat can last, where its states begin.
  let starts: [Int]
  let count: Int
  /// Where onsets are expected: states in a row that are of the same ``BeatEvidence/Place``.
  let runs: [(states: Range<Int>, place: BeatEvidence.Place)]
  /// Each state's place in its beat, as a point on a circle.
  let circle: [SIMD2<Float>]

  /// Lays out beats of `shortest` to `longest` frames.
  init(shortest: Int, longest: Int) {
    self.shortest = shortest
    var starts: [Int] = []
    var count = 0
    for interval in shortest...longest {
      starts.append(count)
      count += interval
    }
    self.starts = starts
    self.count = count
    runs = Self.runs(of: (shortest...longest).flatMap(Self.places))
    circle = (shortest...longest).flatMap { interval in
      (0..<interval).map { position in
        let angle = 2 * .pi * Double(position) / Double(interval)
        return SIMD2(Float(cos(angle)), Float(sin(angle)))
      }
    }
  }

  var intervals: Range<Int> { shortest..<shortest + starts.count }

  /// The states of beats of the `index`th length.
  func range(_ index: Int) -> Range<Int> { starts[index]..<starts[index] + shortest + index }

  /// For each length from which a beat may go over to each other, how likely it does, row by row; the
  /// greater `steadiness`, the rate of the exponential of Krebs et al., equation 5, the less so.
  func transitions(steadiness: Double) -> [Float] {
    var table: [Float] = []
    for from in intervals {
      let row = intervals.map { exp(-steadiness * abs(Double($0) / Double(from) - 1)) }
      let sum = row.reduce(0, +)
      table += row.map { Float($0 / sum) }
    }
    return table
  }

  private static func runs(
    of places: [BeatEvidence.Place]
  ) -> [(states: Range<Int>, place: BeatEvidence.Place)] {
    var runs: [(states: Range<Int>, place: BeatEvidence.Place)] = []
    for (state, place) in places.enumerated() where place != .between {
      if let last = runs.last, last.place == place, last.states.upperBound == state {
        runs[runs.count - 1].states = last.states.lowerBound..<state + 1
      } else {
        runs.append((state..<state + 1, place))
      }
    }
    return runs
  }

  /// The place of each position in a beat of `interval` frames.
  private static func places(_ interval: Int) -> [BeatEvidence.Place] {
    var places = [BeatEvidence.Place](repeating: .between, count: interval)
    let width = max(1, (interval + zone / 2) / zone)
    for place in BeatEvidence.Place.allCases {
      guard let start = place.start else { continue }
      let first = Int(Double(interval) * start + 1e-6)
      for position in first..<min(first + width, interval) { places[position] = place }
    }
    return places
  }
}
