internal import Band
internal import Graph
internal import Music

/// Lets the composer follow the player, on a worker.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
final class CompositionJob: BandJob, @unchecked Sendable {
  let desk: ChartDesk
  let link: BandLink
  private var sheet: BandSheet
  private var composer: Composer

  /// The number, and the style, that were asked for last.
  private var styleNumber = 0
  private var style: Style

  /// The number of the style that is played.
  private var playedStyle = 0

  /// Where the band stood when that was told last.
  private var standing: BandStanding?

  /// Where in the chart the player was when that was told last.
  private var place: ChartPlace?

  /// The metre of the style when that was told last.
  private var metre: Metre?

  var backlog = Backlog<PlayerAction>()

  init(_ sheet: BandSheet, seed: UInt64, foretells: Bool, link: BandLink) {
    self.sheet = sheet
    self.link = link
    desk = ChartDesk(sheet)
    style = sheet.styles[0]
    composer = Composer(style: style, seed: seed)
    composer.foretells = foretells
    composer.source = sheet.chart
    composer.key = sheet.chart?.key
    report()
  }

  func take(_ observation: Observation) {
    let beat = observation.beat
    switch observation.kind {
    case .clock: advance(to: beat, tempo: observation.value, confidence: observation.confidence)
    case .chord: composer.hear(observation.chord, at: beat, isSettled: false)
    case .settledChord: composer.hear(observation.chord, at: beat, isSettled: true)
    case .onset: composer.hear(onset: Float(observation.value), at: beat)
    case .loudness: composer.hear(loudness: observation.value, at: beat)
    case .downbeat: composer.hear(downbeat: beat, beatsPerBar: Int(observation.count))
    case .countIn: composer.countedIn(at: beat, isAlone: observation.value >= 0.5)
    case .start: composer.start(at: beat, beatsPerBar: Int(observation.count))
    case .stop: composer.stop()
    case .panic: startOver()
    case .section: composer.choose(section: observation.value < 0 ? nil : Int(observation.value))
    case .intensity: composer.set(intensity: observation.value)
    case .fill: composer.askForFill()
    case .breakdown: composer.askForBreak()
    case .intro: composer.askForIntro()
    case .ending: composer.askForEnding()
    case .bar: composer.go(toNextOf: [Int(observation.value) - 1])
    case .playOn: composer.playsOn = observation.value >= 0.5
    case .hold: composer.holdChord(observation.value >= 0.5)
    case .style: change(toStyle: Int(observation.value))
    case .key: composer.key = observation.key
    case .pitch, .noteOn, .noteOff, .band, .mode, .bars: break
    }
  }

  /// Forgets what was heard, but not what was asked for.
  private func startOver() {
    composer.startOver()
    composer.source = sheet.chart
    report()
  }

  private func change(toStyle number: Int) {
    guard sheet.styles.indices.contains(number) else { return }
    (styleNumber, style) = (number, sheet.styles[number])
    composer.change(to: style)
    report()
  }

  func go(toNextOf bars: [Int]) { composer.go(toNextOf: bars) }

  /// Plays from another sheet, from the next bar line on.
  func turn(to sheet: BandSheet) {
    let before = self.sheet
    self.sheet = sheet
    let number = min(styleNumber, sheet.styles.count - 1)
    if sheet.styles[number] != style { change(toStyle: number) }
    guard !sheet.hasChart(of: before) else { return }
    composer.change(to: sheet.chart, keepsPlace: sheet.chartPath == before.chartPath)
    if let key = sheet.chart?.key { composer.key = key }
  }

  private func advance(to beat: Double, tempo: Double, confidence: Float) {
    composer.advance(to: beat, tempo: tempo, confidence: Double(confidence)) {
      backlog.append(PlayerAction($0))
    }
    report()
  }

  /// Tells what has changed of where the band and the player stand.
  private func report() {
    if composer.style == style { playedStyle = styleNumber }
    let standing = BandStanding(composer, style: playedStyle)
    if standing != self.standing { backlog.append(PlayerAction(standing)) }
    self.standing = standing
    let place = composer.place
    if place?.bar != self.place?.bar { backlog.append(PlayerAction(place)) }
    self.place = place
    if composer.style.metre != metre { backlog.append(PlayerAction(metreOf: composer.style)) }
    metre = composer.style.metre
  }
}
