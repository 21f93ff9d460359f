internal import Band
internal import Graph

/// Lets the composer follow the player, on a worker.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
final class CompositionJob: Job, @unchecked Sendable {
  private let link: BandLink
  private let styles: [Style]
  private let seed: UInt64
  private let foretells: Bool
  private let chart: ChartFollower?
  private var composer: Composer

  /// Where the band stood when that was told last.
  private var standing: BandStanding?

  /// Where in the chart the player was when that was told last.
  private var place: ChartPlace?

  /// Actions for which the ring had no room yet.
  private var backlog: [PlayerAction] = []

  init(styles: [Style], seed: UInt64, foretells: Bool, chart: ChartFollower?, link: BandLink) {
    self.styles = styles
    self.seed = seed
    self.foretells = foretells
    self.chart = chart
    self.link = link
    composer = Composer(style: styles[0], seed: seed)
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
    case .countIn: composer.countedIn(at: beat, isAlone: observation.value >= 0.5)
    case .start: composer.start(at: beat)
    case .stop: composer.stop()
    case .panic: startOver()
    case .section: composer.choose(section: observation.value < 0 ? nil : Int(observation.value))
    case .intensity: composer.set(intensity: observation.value)
    case .fill: composer.askForFill()
    case .breakdown: composer.askForBreak()
    case .ending: composer.askForEnding()
    case .bar: composer.go(toBar: Int(observation.value) - 1)
    case .hold: composer.isChordHeld = observation.value >= 0.5
    case .style:
      let number = Int(observation.value)
      if styles.indices.contains(number) { composer.change(to: styles[number]) }
    case .pitch, .noteOn, .noteOff, .key, .band, .mode, .bars: break
    }
  }

  private func startOver() {
    composer = Composer(style: styles[0], seed: seed)
    composer.foretells = foretells
    composer.source = chart
    report()
  }

  private func advance(to beat: Double, tempo: Double) {
    composer.advance(to: beat, tempo: tempo) { backlog.append(PlayerAction($0)) }
    report()
  }

  /// Tells what has changed of where the band and the player stand.
  private func report() {
    let standing = BandStanding(composer)
    if standing != self.standing { backlog.append(PlayerAction(standing)) }
    self.standing = standing
    let place = composer.place
    if place?.bar != self.place?.bar { backlog.append(PlayerAction(place)) }
    self.place = place
  }

  private func flush() {
    let sent = backlog.firstIndex { !link.play($0) } ?? backlog.count
    backlog.removeFirst(sent)
  }
}
