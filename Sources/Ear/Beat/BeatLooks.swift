/// Shows what the beat network sees, look by look, for training.
package struct BeatLooks: Listener {
  package static let parts = BeatTracker.parts

  private let sampleRate: Double
  private var activation = BeatActivation()
  private var sight = BeatSight()

  /// Looks at audio at `sampleRate` hertz.
  package init(sampleRate: Double) { self.sampleRate = sampleRate }

  package mutating func hear(_ front: FrontEnd, _ emit: ([Float]) -> Void) {
    for change in front.chords { sight.see(change, at: front.heard, rate: sampleRate) }
    guard front.news.contains(.onsets) else { return }
    let flux = front.onsets.flux
    _ = activation.step(flux)
    if sight.see(flux, against: activation) { emit(sight.values) }
  }
}
