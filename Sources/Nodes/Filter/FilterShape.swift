/// What a second-order filter does to the spectrum.
package enum FilterShape: BitwiseCopyable {
  case lowpass, highpass, bandpass, notch, peak, lowshelf, highshelf

  /// Whether a cascade is a steeper filter of the same corner, and not the same filter again.
  var isButterworth: Bool {
    @_noLocks get {
      switch self {
      case .lowpass, .highpass: true
      default: false
      }
    }
  }

  /// Whether the shape has a gain of its own.
  var hasGain: Bool {
    switch self {
    case .peak, .lowshelf, .highshelf: true
    default: false
    }
  }
}
