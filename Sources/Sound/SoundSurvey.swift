package import Platform

/// What a sound file holds, learned by reading it once from end to end, in room that does not grow.
package struct SoundSurvey {
  /// Samples that are read at a time.
  private static let chunk = 131_072

  package let channelCount: Int

  /// What the file is sampled at, in Hz.
  package let sampleRate: Double

  /// The length of what can be read, in frames.
  package let frameCount: Int

  /// How the channels become one.
  package let downmix: Downmix

  /// What is wrong with the file though it can be used, or `nil`.
  package let warning: String?

  /// Reads the file at `path`; throws where there is no sound in it, or more than `longest` seconds of it.
  ///
  /// `progress` is told what share has been read, 0 to 1, of a file that says how long it is.
  package init(
    _ path: String, longest: Double?, progress: (Double) -> Void
  ) throws(FileProblem) {
    let source = try SoundSource(path)
    let limit = (longest ?? .infinity) * source.sampleRate
    var buffer = source.room(samples: Self.chunk)
    var downmix = Downmix.Measure(channelCount: source.channelCount)
    var found = 0
    while case let count = source.read(into: &buffer), count > 0 {
      if source.channelCount > 1 { downmix.hear(buffer, frameCount: count) }
      found += count
      if let total = source.toldCount { progress(min(1, Double(found) / Double(total))) }
      guard Double(found) <= limit else {
        let minutes = decimal((longest ?? 0) / 60, places: 0)
        throw FileProblem(path, "lasts more than \(minutes) minutes; give a part of it")
      }
    }
    warning = try source.warning(found: found)
    channelCount = source.channelCount
    sampleRate = source.sampleRate
    frameCount = found
    self.downmix = downmix.result
  }
}
