extension PluginPort {
  /// What minimum and maximum are multiplied with.
  private func factor(_ sampleRate: Double) -> Float {
    character.scalesWithSampleRate ? Float(sampleRate) : 1
  }

  /// The least number at this sample rate; not a number where the author gives none.
  package func minimum(at sampleRate: Double) -> Float { minimum * factor(sampleRate) }

  /// The greatest number at this sample rate; not a number where the author gives none.
  package func maximum(at sampleRate: Double) -> Float { maximum * factor(sampleRate) }

  /// The number that the port holds until somebody sets another.
  ///
  /// Some authors give a range in shares of the sample rate, but a default in Hz.
  package func initial(at sampleRate: Double) -> Float {
    guard initial.isFinite else { return minimum.isFinite ? minimum(at: sampleRate) : 0 }
    let isShare = !maximum.isFinite || initial <= maximum
    let number = initial * (isShare ? factor(sampleRate) : 1)
    let lowest = minimum.isFinite ? max(number, minimum(at: sampleRate)) : number
    return maximum.isFinite ? min(lowest, maximum(at: sampleRate)) : lowest
  }
}
