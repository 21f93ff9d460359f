/// Writes down the ways in which beats could be heard, for training.
///
/// The beats are tapped in, and followed. On every third from then on, each way is a row: seconds, place
/// and steps a beat of what is followed; beats for each of those, shift, and 1 where beats have three
/// parts; then the traits.
package struct BeatStudy: Listener {
  package static let parts = BeatTracker.parts

  /// Values in a row.
  package static let width = 6 + BeatTraits.count

  private static let every = 3

  private let sampleRate: Double
  private var tracker: BeatTracker
  private var taps: ArraySlice<Double>
  private var count = 0

  /// Studies audio at `sampleRate` hertz, with a network; `taps` are seconds, two of them enough.
  package init(sampleRate: Double, model: BeatModel, taps: [Double], isCompound: Bool) {
    self.sampleRate = sampleRate
    self.taps = taps[...]
    tracker = BeatTracker(sampleRate: sampleRate, model: model)
    tracker.setCompound(isCompound)
  }

  package mutating func hear(_ front: FrontEnd, _ emit: ([Float]) -> Void) {
    while let tap = taps.first, tap * sampleRate <= Double(front.heard) {
      tracker.tap(at: Int64(tap * sampleRate))
      taps.removeFirst()
    }
    var isBeat = false
    tracker.hear(front) { _ in isBeat = true }
    guard isBeat, taps.isEmpty else { return }
    count += 1
    guard count % Self.every == 0 else { return }
    let trail = tracker.trail
    let rate = FrontEnd.frameRate(for: sampleRate) / Double(FrontEnd.hop)
    for sense in BeatJudge.senses(at: 60 * rate / trail.interval) {
      emit(
        [
          Float(Double(tracker.now) / sampleRate), Float(trail.place), Float(trail.interval),
          Float(sense.ratio), Float(sense.shift), sense.isCompound ? 1 : 0,
        ] + BeatTraits(trail, sense, rate: rate).values)
    }
  }
}
