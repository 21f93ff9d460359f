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

  /// Four quarters, which is what a tune has that says nothing.
  package static let fourFour = Metre(4, 4)

  /// Whether eighths come in threes, so that a foot taps dotted quarters.
  package var isCompound: Bool { beatUnit == 8 && beatsPerBar > 3 && beatsPerBar % 3 == 0 }

  /// How often a foot taps in a bar: twice in 6/8, seven times in 7/8.
  package var pulsesPerBar: Int { isCompound ? beatsPerBar / 3 : beatsPerBar }
}
