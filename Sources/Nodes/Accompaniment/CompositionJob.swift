internal import Band
internal import Graph

/// Lets the composer follow the player, on a worker.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
final class CompositionJob: Job, @unchecked Sendable {
  private let link: BandLink
  private let style: Style
  private let seed: UInt64
  private let foretells: Bool
  private let chart: ChartFollower?
  private var composer: Composer

  /// Actions for which the ring had no room yet.
  private var backlog: [PlayerAction] = []

  init(style: Style, seed: UInt64, foretells: Bool, chart: ChartFollower?, link: BandLink) {
    self.style = style
    self.seed = seed
    self.foretells = foretells
    self.chart = chart
    self.link = link
    composer = Composer(style: style, seed: seed)
    composer.foretells = foretells
    composer.source = chart
  }

  func run() -> Bool {
    var worked = false
    while let observation = link.takeObservation() {
      take(observation)
      worked = true
    }
    flush()
    return worked
  }

  private func take(_ observation: Observation) {
    let beat = observation.beat
    switch observation.kind {
    case .clock: advance(to: beat, tempo: observation.value)
    case .chord: composer.hear(chord: observation.chord, at: beat)
    case .settledChord: composer.hear(settled: observation.chord, at: beat)
    case .onset: composer.hear(onset: Float(observation.value), at: beat)
    case .downbeat: composer.hear(downbeat: beat, beatsPerBar: Int(observation.count))
    case .countIn: composer.countedIn(at: beat)
    case .start: composer.start(at: beat)
    case .stop: composer.stop()
    case .panic: startOver()
    }
  }

  private func startOver() {
    composer = Composer(style: style, seed: seed)
    composer.foretells = foretells
    composer.source = chart
  }

  private func advance(to beat: Double, tempo: Double) {
    composer.advance(to: beat, tempo: tempo) { backlog.append(PlayerAction($0)) }
  }

  private func flush() {
    let sent = backlog.firstIndex { !link.play($0) } ?? backlog.count
    backlog.removeFirst(sent)
  }
}
