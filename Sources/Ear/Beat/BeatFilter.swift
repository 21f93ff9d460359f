import Glibc

/// The likelihood of every tempo and place within the beat, given all that was heard so far: the
/// ``BeatStates``, filtered forwards.
struct BeatFilter {
  /// How steady the tempo is; whoever has told the beat is taken to keep it better.
  private static let steadiness = 100.0
  private static let toldSteadiness = 200.0
  private static let doubt: Float = 1e-14

  let layout: BeatStates
  let framesPerSecond: Double
  var states: [Float]
  private let transitions: [Float]
  private let toldTransitions: [Float]
  /// What the player's hints say of each interval.
  var preference: [Float]

  /// What every state keeps of the belief, so that another tempo or phase can win yet; nothing once the
  /// player has told the beat.
  var doubt = BeatFilter.doubt

  /// Whether beats have three parts, as in 6/8, rather than two.
  var isCompound = false

  /// The tempo that a chart names, in beats a minute; `nil` for whatever players usually choose.
  var expected: ClosedRange<Double>?

  /// Whether the beat was judged to be the player's, who is then taken to keep it better.
  var isJudged = false

  /// Whether the player has told the beat.
  private var isTold: Bool { doubt == 0 }

  /// Creates a filter from `slowest` to `fastest` beats a minute.
  init(framesPerSecond: Double, slowest: Double, fastest: Double) {
    self.framesPerSecond = framesPerSecond
    layout = BeatStates(
      shortest: Int((60 / fastest * framesPerSecond).rounded(.down)),
      longest: Int((60 / slowest * framesPerSecond).rounded(.up)))
    states = Array(repeating: 0, count: layout.count)
    transitions = layout.transitions(steadiness: Self.steadiness)
    toldTransitions = layout.transitions(steadiness: Self.toldSteadiness)
    preference = Array(repeating: 1, count: layout.starts.count)
    prefer(nil, spread: 1)
    reset()
  }

  /// Forgets everything but the hints.
  mutating func reset() {
    doubt = Self.doubt
    isJudged = false
    for (index, interval) in layout.intervals.enumerated() {
      for state in layout.range(index) { states[state] = 1 / Float(interval) }
    }
    normalize()
  }

  /// Moves on by one frame in which `activation`, 0 to 1, speaks for a beat.
  mutating func step(_ activation: Float) {
    let arriving = arrivals()
    let evidence = BeatEvidence(
      activation: activation, isTold: isTold, isCompound: isCompound)
    states.withUnsafeMutableBufferPointer { states in
      guard let first = states.baseAddress else { return }
      (first + 1).update(from: first, count: states.count - 1)
      for (start, weight) in zip(layout.starts, arriving) { states[start] = weight }
      for run in layout.runs {
        let factor = evidence[run.place]
        for state in run.states { states[state] *= factor }
      }
    }
    normalize()
  }

  /// What goes over to the beginning of a beat of each length.
  private func arrivals() -> [Float] {
    let count = layout.starts.count
    let transitions = isTold || isJudged ? toldTransitions : transitions
    var arriving = [Float](repeating: 0, count: count)
    for from in 0..<count {
      let leaving = states[layout.range(from).upperBound - 1]
      guard leaving > 1e-9 else { continue }
      for to in 0..<count { arriving[to] += leaving * transitions[from * count + to] }
    }
    for to in 0..<count { arriving[to] *= preference[to] }
    return arriving
  }

  mutating func normalize() {
    let doubt = doubt
    states.withUnsafeMutableBufferPointer { states in
      let sum = UnsafeBufferPointer(states).sum
      guard sum > 0 else { return }
      let scale = 1 / sum
      for index in 0..<states.count { states[index] = states[index] * scale + doubt }
    }
  }
}
