/// Shows which pitch classes sound, about 14 times a second.
package struct ChromaAnalyser: Listener {
  package static let parts: FrontEnd.Parts = .notes
  /// Every so many frames of notes are told.
  private static let stride = 3

  private var frames = 0

  package init() {}

  package mutating func hear(_ front: FrontEnd, _ emit: (ChromaEstimate) -> Void) {
    guard front.news.contains(.notes), let spectra = front.spectra else { return }
    frames += 1
    guard frames % Self.stride == 0 else { return }
    let framer = spectra.framer
    emit(
      ChromaEstimate(
        frame: max(0, framer.frame(age: spectra.long.age)), heard: framer.heard,
        bins: Self.bins(spectra.long), tuning: spectra.tuning.cents))
  }

  private static func bins(_ spectrum: NoteSpectrum) -> InlineArray<12, Float> {
    var bins = InlineArray<12, Float>(repeating: 0)
    guard spectrum.isSounding else { return bins }
    for (index, amount) in spectrum.notes.enumerated() where amount > 0 {
      bins[(NoteDictionary.lowestNote + index) % 12] += amount
    }
    var top: Float = 0
    for index in bins.indices { top = max(top, bins[index]) }
    guard top > 0 else { return bins }
    for index in bins.indices { bins[index] /= top }
    return bins
  }
}
