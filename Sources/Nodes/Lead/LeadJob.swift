internal import Band
internal import Graph
internal import Melody

/// Lets the soloist follow the player and the band, on a worker.
///
/// Unchecked because a job never runs twice at once, and nothing else touches its state.
final class LeadJob: BandJob, @unchecked Sendable {
  let desk: ChartDesk
  let link: BandLink
  private var sheet: BandSheet

  /// How the soloist is when nothing has been heard yet.
  private var beginner: Soloist
  private var soloist: Soloist

  /// The number of the style that the band plays in.
  private var styleNumber = 0

  /// Whether it had its turn when that was told last.
  private var isAnswering = false

  var backlog = Backlog<PlayerAction>()

  init(_ sheet: BandSheet, model: MelodyModel?, seed: UInt64, link: BandLink) {
    self.link = link
    self.sheet = sheet
    desk = ChartDesk(sheet)
    var soloist = Soloist(style: sheet.styles[0], model: model, seed: seed)
    soloist.source = sheet.chart
    beginner = soloist
    self.soloist = soloist
  }

  func take(_ observation: Observation) {
    let beat = observation.beat
    let value = Int(observation.value)
    switch observation.kind {
    case .clock:
      soloist.advance(to: beat, tempo: observation.value) { backlog.append(PlayerAction($0)) }
      report()
    case .chord: soloist.hear(observation.chord, at: beat, isSettled: false)
    case .settledChord: soloist.hear(observation.chord, at: beat, isSettled: true)
    case .onset: soloist.hear(onset: Float(observation.value), at: beat)
    case .loudness: soloist.hear(loudness: observation.value, at: beat)
    case .downbeat: soloist.hear(downbeat: beat, beatsPerBar: Int(observation.count))
    case .pitch: soloist.hear(pitch: value < 0 ? nil : value, at: beat)
    case .noteOn: soloist.hear(noteOn: value, velocity: Int(observation.count), at: beat)
    case .noteOff: soloist.hear(noteOff: value, at: beat)
    case .key: soloist.key = observation.key
    case .band:
      change(toStyle: Int(observation.count))
      soloist.hear(bandPlays: value == 1, at: beat)
    case .mode: soloist.mode = Soloist.Mode(rawValue: value) ?? .trade
    case .bars: soloist.bars = value
    case .panic: startOver()
    default: break
    }
  }

  /// Tells whether the soloist answers the player, where that has changed.
  private func report() {
    guard soloist.isAnswering != isAnswering else { return }
    isAnswering = soloist.isAnswering
    backlog.append(PlayerAction(.report, part: isAnswering ? 1 : 0))
  }

  func go(toNextOf bars: [Int]) { soloist.go(toNextOf: bars) }

  /// Plays from another sheet: a chart from the next bar line on, a style with the next beat.
  func turn(to sheet: BandSheet) {
    let before = self.sheet
    self.sheet = sheet
    change(toStyle: styleNumber)
    guard !sheet.hasChart(of: before) else { return }
    soloist.change(to: sheet.chart, keepsPlace: sheet.chartPath == before.chartPath)
    beginner.source = sheet.chart
  }

  /// Plays in the style of this number, as the band does; in the first where there are not so many.
  private func change(toStyle number: Int) {
    styleNumber = number
    let style = sheet.styles[sheet.styles.indices.contains(number) ? number : 0]
    soloist.change(to: style)
    beginner.change(to: style)
  }

  /// Forgets what was heard, but not what was asked for.
  private func startOver() {
    let last = soloist
    soloist = beginner
    (soloist.mode, soloist.bars, soloist.key) = (last.mode, last.bars, last.key)
  }
}
