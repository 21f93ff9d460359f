/// How beats group into bars.
package struct Metre: Hashable, Sendable, BitwiseCopyable {
  /// Beats in a bar, 1 to 16.
  package let beatsPerBar: Int

  /// The note value of a beat: 4 for a quarter, 8 for an eighth.
  package let beatUnit: Int

  package init(_ beatsPerBar: Int, _ beatUnit: Int) {
    self.beatsPerBar = beatsPerBar
    self.beatUnit = beatUnit
  }

  package static let fourFour = Metre(4, 4)
}
