import Glibc
import Melody

/// Plans the rhythm of a phrase: the player's figure, a variation of it, or one of its own.
struct PhrasePlanner {
  let model: MelodyModel?
  let noise: Noise
  let beatsPerBar: Int

  /// Whether eighths swing, so that there are triplets rather than sixteenths.
  let isSwung: Bool

  /// Where in its bar the phrase begins, in ticks.
  let offset: Int

  /// What may become of the player's figure.
  private enum Answer: Int { case echo, sequence, inversion, fragment, own }

  /// Plans a phrase in `span`, in ticks; `number` counts the phrases since the turn began, and `bar` the
  /// bars since the tune did.
  func phrase(in span: Range<Int>, number: Int, bar: Int, portrait: PlayerPortrait) -> LeadPhrase {
    let answer = answer(number: number, bar: bar, portrait: portrait)
    let rest = span.count > 24 ? 12 + Int(draw(bar, 0) * 12) : 6
    let limit = span.upperBound - rest
    var starts = quoted(portrait.motif, answer, in: span, before: limit)
    if answer == .own || answer == .fragment || starts.count < 2 {
      starts = continued(starts, in: span, before: limit, density: portrait.density, bar: bar)
    }
    let slots = starts.indices.map { index in
      let start = starts[index].tick
      let next = index + 1 < starts.count ? starts[index + 1].tick : max(limit + 3, start + 6)
      return LeadPhrase.Slot(
        tick: start, length: min(next - start, 2 * RhythmFacts.ticks), wish: starts[index].wish)
    }
    return LeadPhrase(span: span, slots: slots, portrait: portrait)
  }

  /// The first phrase of a turn takes the figure up, the next ones vary it or leave it.
  private func answer(number: Int, bar: Int, portrait: PlayerPortrait) -> Answer {
    guard let motif = portrait.motif else { return .own }
    let chance = draw(bar, 1)
    if motif.steps[0].key == nil { return chance < 0.5 ? .echo : .own }
    if number == 0 { return chance < 0.6 ? .echo : .sequence }
    return [.sequence, .inversion, .fragment, .own][min(3, Int(chance * 4))]
  }

  private typealias Start = (tick: Int, wish: Int?)

  /// The steps of the figure that fit.
  private func quoted(_ motif: Motif?, _ answer: Answer, in span: Range<Int>, before limit: Int)
    -> [Start]
  {
    guard let motif, answer != .own else { return [] }
    // A phrase that does not begin with a bar begins with the figure.
    let lead = offset == 0 ? 0 : motif.steps[0].tick
    let count = answer == .fragment ? (motif.steps.count + 1) / 2 : motif.steps.count
    let up = draw(span.lowerBound, 2) < 0.5 ? 3 : -4
    let bar = beatsPerBar * RhythmFacts.ticks
    // A figure of a bar comes twice, the second time higher or lower.
    let isShort = answer != .fragment && motif.steps.allSatisfy { $0.tick < bar }
    let times = isShort ? max(1, (span.count + offset) / bar) : 1
    return (0..<times).flatMap { time in
      motif.steps.prefix(count).compactMap { step in
        let tick = span.lowerBound + time * bar + step.tick - lead
        guard tick < limit else { return nil }
        return (tick, wish(step.key, in: motif, answer).map { $0 + time * up })
      }
    }
  }

  /// What becomes of a key of the figure.
  private func wish(_ key: Int?, in motif: Motif, _ answer: Answer) -> Int? {
    guard let key, let first = motif.steps[0].key else { return nil }
    switch answer {
    case .sequence: return key + (draw(motif.steps[0].tick, 4) < 0.5 ? 3 : -4)
    case .inversion: return 2 * first - key
    case .echo, .fragment, .own: return key
    }
  }

  /// What follows `starts` until `limit`, by the model of rhythm, at about `density` notes a beat.
  private func continued(
    _ starts: [Start], in span: Range<Int>, before limit: Int, density: Double, bar: Int
  ) -> [Start] {
    var starts = starts
    if starts.isEmpty {
      let offsets = [0, 0, 6, 12]
      starts.append((span.lowerBound + offsets[min(3, Int(draw(bar, 3) * 4))], nil))
    }
    var facts = RhythmFacts()
    facts.beatsPerBar = beatsPerBar
    facts.past = zip(starts.dropFirst(), starts).map { $0.tick - $1.tick }.reversed()
    while let last = starts.last {
      facts.place =
        (last.tick - span.lowerBound + offset) % (RhythmFacts.ticks * beatsPerBar)
      let gap = gap(facts, at: last.tick, density: density)
      guard last.tick + gap < limit else { return starts }
      starts.append((last.tick + gap, nil))
      facts.past.insert(gap, at: 0)
    }
    return starts
  }

  /// Draws the time to the next note.
  private func gap(_ facts: RhythmFacts, at tick: Int, density: Double) -> Int {
    let said = model?.gaps(facts) ?? Array(repeating: 0.1, count: RhythmFacts.gaps.count)
    let usual = Double(RhythmFacts.ticks) / density
    let place = tick % RhythmFacts.ticks
    let scores = zip(RhythmFacts.gaps, said).map { gap, share in
      guard isPlayable(gap, from: place) else { return -Double.infinity }
      let misfit = abs(log2(Double(gap) / usual))
      let luck = -log(-log(max(1e-9, draw(tick, 100 + gap))))
      return log(Double(share) + 1e-4) - 1.4 * misfit + 0.8 * luck
    }
    let best = scores.indices.max { scores[$0] < scores[$1] }
    return RhythmFacts.gaps[best ?? 5]
  }

  /// Whether a note `gap` after one at `place` of the beat is on a grid that goes with it.
  private func isPlayable(_ gap: Int, from place: Int) -> Bool {
    let next = (place + gap) % RhythmFacts.ticks
    let isTriplet = place == 4 || place == 8
    if isTriplet { return next % 4 == 0 }
    if isSwung { return next == 0 || next == 6 || (place == 0 && gap == 4) }
    return next % 3 == 0
  }

  private func draw(_ place: Int, _ salt: Int) -> Double {
    noise.unit(.lead, bar: place, step: salt, salt: 11)
  }
}
