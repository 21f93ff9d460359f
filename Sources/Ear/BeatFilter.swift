import Glibc

/// The likelihood of every tempo and place within the beat, given all that was heard so far.
///
/// The state space of Krebs, Böck & Widmer, "An efficient state-space model for joint tempo and
/// meter tracking" (ISMIR 2015), filtered forwards: one state a frame for each whole number of
/// frames a beat can last; the tempo may change only at a beat.
struct BeatFilter {
  /// What is known of the beat: frames a beat, place in it (0 to 1), and how surely.
  struct Reading {
    let interval: Double
    let phase: Double
    let confidence: Float
  }

  /// How steady the tempo is: the rate of the exponential of Krebs et al., equation 5.
  ///
  /// Whoever has told the beat is taken to keep it better.
  private static let steadiness = 100.0
  private static let toldSteadiness = 200.0
  private static let doubt: Float = 1e-12
  /// An onset is expected within this part of a beat.
  private static let zone = 14
  /// The tempo that is likeliest before anything is heard, and by how many octaves it spreads.
  private static let usualTempo = 115.0
  private static let usualCompoundTempo = 80.0
  private static let tempoSpread = 0.4

  private let framesPerSecond: Double
  private let shortest: Int
  private let longest: Int
  private let starts: [Int]
  /// The ``BeatEvidence/Place`` of each state.
  private let places: [UInt8]
  private var states: [Float]
  private let transitions: [Float]
  private let toldTransitions: [Float]
  /// What the player's hints say of each interval.
  private var preference: [Float]

  /// What every state keeps of the belief, so that another tempo or phase can win yet; nothing once the
  /// player has told the beat.
  private var doubt = BeatFilter.doubt

  /// Whether beats have three parts, as in 6/8, rather than two.
  var isCompound = false

  /// Whether the beat was judged to be the player's, who is then taken to keep it better.
  var isJudged = false

  /// Whether the player has told the beat.
  private var isTold: Bool { doubt == 0 }

  /// Creates a filter from `slowest` to `fastest` beats a minute.
  init(framesPerSecond: Double, slowest: Double, fastest: Double) {
    self.framesPerSecond = framesPerSecond
    shortest = Int((60 / fastest * framesPerSecond).rounded(.down))
    longest = Int((60 / slowest * framesPerSecond).rounded(.up))
    var starts: [Int] = []
    var count = 0
    for interval in shortest...longest {
      starts.append(count)
      count += interval
    }
    self.starts = starts
    places = (shortest...longest).flatMap(Self.places)
    states = Array(repeating: 0, count: count)
    transitions = Self.transitions(shortest...longest, steadiness: Self.steadiness)
    toldTransitions = Self.transitions(shortest...longest, steadiness: Self.toldSteadiness)
    preference = Array(repeating: 1, count: longest - shortest + 1)
    prefer(nil, spread: 1)
    reset()
  }

  /// Forgets everything but the hints.
  mutating func reset() {
    doubt = Self.doubt
    isJudged = false
    for (index, start) in starts.enumerated() {
      let interval = shortest + index
      for position in 0..<interval { states[start + position] = 1 / Float(interval) }
    }
    normalize()
  }

  /// Prefers beats of about `interval` frames, within a factor of about 1 + `spread`; `nil` for
  /// whatever players usually choose.
  mutating func prefer(_ interval: Double?, spread: Double) {
    let usual = isCompound ? Self.usualCompoundTempo : Self.usualTempo
    let center = interval ?? 60 / usual * framesPerSecond
    let width = interval == nil ? Self.tempoSpread * log(2) : spread
    for index in preference.indices {
      let distance = log(Double(shortest + index) / center) / width
      // It is asked once a beat: a second counts the same at any tempo.
      let share = interval == nil ? Double(shortest + index) / center : 1
      preference[index] = Float(max(1e-6, exp(-0.5 * share * distance * distance)))
    }
  }

  /// Takes the player's word for beats of `interval` frames, the last of which fell `elapsed` frames
  /// ago.
  mutating func lock(interval: Double, elapsed: Double) {
    doubt = 0
    believe(interval: interval, elapsed: elapsed)
  }

  /// Puts all belief into beats of `interval` frames, the last of which fell `elapsed` frames ago.
  mutating func believe(interval: Double, elapsed: Double) {
    let interval = min(max(interval, Double(shortest)), Double(longest))
    for index in states.indices { states[index] = 0 }
    for (index, start) in starts.enumerated() {
      let length = shortest + index
      let distance = (Double(length) - interval) / max(0.75, 0.02 * interval)
      let weight = exp(-0.5 * distance * distance)
      guard weight > 1e-4 else { continue }
      for offset in -2...2 {
        let raw = Int(elapsed.rounded()) + offset
        let position = ((raw % length) + length) % length
        states[start + position] += Float(weight * exp(-0.5 * Double(offset * offset)))
      }
    }
    normalize()
  }

  /// Moves on by one frame in which `activation`, 0 to 1, speaks for a beat.
  mutating func step(_ activation: Float) {
    let arriving = arrivals()
    let evidence = BeatEvidence(
      activation: activation, isTold: isTold, isCompound: isCompound)
    states.withUnsafeMutableBufferPointer { states in
      for (index, start) in starts.enumerated() {
        let interval = shortest + index
        let beat = UnsafeMutableBufferPointer(rebasing: states[start..<start + interval])
        for position in stride(from: interval - 1, to: 0, by: -1) {
          beat[position] = beat[position - 1]
        }
        beat[0] = arriving[index]
        for position in 0..<interval { beat[position] *= evidence[places[start + position]] }
      }
    }
    normalize()
  }

  /// The place of each position in a beat of `interval` frames.
  private static func places(_ interval: Int) -> [UInt8] {
    var places = [UInt8](repeating: 0, count: interval)
    let width = max(1, (interval + zone / 2) / zone)
    for place in BeatEvidence.Place.allCases {
      guard let start = place.start else { continue }
      let first = Int(Double(interval) * start + 1e-6)
      for position in first..<min(first + width, interval) {
        places[position] = UInt8(place.rawValue)
      }
    }
    return places
  }

  /// Learns late that something happened `ago` frames ago that happens on beats.
  mutating func accent(ago: Double, weight: Float) {
    let boost = expf(weight)
    for (index, start) in starts.enumerated() {
      let interval = shortest + index
      let reach = max(1, interval / 12)
      let center = Int(ago.rounded())
      for offset in -reach...reach {
        let position = (((center + offset) % interval) + interval) % interval
        states[start + position] *= boost
      }
    }
    normalize()
  }

  /// Reads off the likeliest interval and the place within it.
  func reading() -> Reading {
    var best = 0
    var mass: [Float] = []
    for (index, start) in starts.enumerated() {
      var sum: Float = 0
      for position in 0..<(shortest + index) { sum += states[start + position] }
      mass.append(sum)
      if sum > mass[best] { best = index }
    }
    let reach = max(1, (shortest + best) / 20)
    let near = max(0, best - reach)...min(mass.count - 1, best + reach)
    var total: Float = 0
    var mean = 0.0
    var x = 0.0
    var y = 0.0
    for index in near {
      let interval = shortest + index
      total += mass[index]
      mean += Double(mass[index]) * Double(interval)
      for position in 0..<interval {
        let weight = Double(states[starts[index] + position])
        guard weight > 1e-7 else { continue }
        let angle = 2 * .pi * Double(position) / Double(interval)
        x += weight * cos(angle)
        y += weight * sin(angle)
      }
    }
    let turn = atan2(y, x) / (2 * .pi)
    return Reading(
      interval: mean / Double(total), phase: turn < 0 ? turn + 1 : turn,
      confidence: Float((x * x + y * y).squareRoot()))
  }

  private func arrivals() -> [Float] {
    let count = starts.count
    let transitions = isTold || isJudged ? toldTransitions : transitions
    var arriving = [Float](repeating: 0, count: count)
    for from in 0..<count {
      let leaving = states[starts[from] + shortest + from - 1]
      guard leaving > 1e-9 else { continue }
      for to in 0..<count { arriving[to] += leaving * transitions[from * count + to] }
    }
    for to in 0..<count { arriving[to] *= preference[to] }
    return arriving
  }

  private mutating func normalize() {
    let doubt = doubt
    states.withUnsafeMutableBufferPointer { states in
      var sum: Float = 0
      for index in 0..<states.count { sum += states[index] }
      guard sum > 0 else { return }
      let scale = 1 / sum
      for index in 0..<states.count { states[index] = states[index] * scale + doubt }
    }
  }

  private static func transitions(
    _ intervals: ClosedRange<Int>, steadiness: Double
  ) -> [Float] {
    var table: [Float] = []
    for from in intervals {
      let row = intervals.map { exp(-steadiness * abs(Double($0) / Double(from) - 1)) }
      let sum = row.reduce(0, +)
      table += row.map { Float($0 / sum) }
    }
    return table
  }
}
