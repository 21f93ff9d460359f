package import Platform

/// The sound of a file, whole, in memory.
package struct AudioFile {
  /// Samples that are read at a time.
  private static let chunk = 131_072

  /// In Hz.
  package let sampleRate: Double

  /// The samples of each channel, full scale ±1; all are equally long.
  package let channels: [[Float]]

  /// What the file itself is sampled at, in Hz.
  package let originalRate: Double

  /// What is wrong with the file though it can be used, or `nil`.
  package let warning: String?

  /// The length in frames at ``sampleRate``.
  package var frameCount: Int { channels.first?.count ?? 0 }

  /// In seconds.
  package var duration: Double { Double(frameCount) / sampleRate }

  /// Reads any format that libsndfile knows, resampled to `rate` Hz, or at the file's own rate.
  ///
  /// Of a file that breaks off, what is there is used. One of more samples than `limit`, those of all channels, at
  /// its own rate or at `rate`, is refused before they are in memory.
  package static func read(
    _ path: String, rate: Double?, limit: Int = .max
  ) throws(FileProblem) -> AudioFile {
    let source = try SoundSource(path)
    let wanted = rate ?? source.sampleRate
    // A small file at a very low rate would become hundreds of times as long.
    let most = Double(limit) / max(1, wanted / source.sampleRate)
    guard Double(source.toldCount ?? 0) * Double(source.channelCount) <= most else {
      throw tooLong(path, limit)
    }
    var buffer = source.room(samples: chunk)
    var samples: [Float] = []
    while case let count = source.read(into: &buffer), count > 0 {
      samples += buffer[..<(count * source.channelCount)]
      guard Double(samples.count) <= most else { throw tooLong(path, limit) }
    }
    let warning = try source.warning(found: samples.count / source.channelCount)
    let resampled = try convert(samples, of: source, to: wanted)
    return AudioFile(
      sampleRate: wanted, channels: separate(resampled, source.channelCount),
      originalRate: source.sampleRate, warning: warning)
  }

  private static func tooLong(_ path: String, _ limit: Int) -> FileProblem {
    let minutes = limit / (2 * 48_000 * 60)
    return FileProblem(
      path, "is too long to be kept in memory: \(minutes) minutes in stereo at 48 kHz are the most")
  }

  /// Brings `samples`, all of `source`, to `rate` Hz; their length in seconds stays.
  private static func convert(
    _ samples: [Float], of source: borrowing SoundSource, to rate: Double
  ) throws(FileProblem) -> [Float] {
    guard source.sampleRate != rate else { return samples }
    let channelCount = source.channelCount
    let ratio = rate / source.sampleRate
    try RateConverter.check(from: source.sampleRate, to: rate, path: source.path)
    var converter = try RateConverter(
      channelCount: channelCount, .medium, path: source.path)
    let length = Int((Double(samples.count / channelCount) * ratio).rounded())
    var result = [Float](repeating: 0, count: length * channelCount)
    try samples.withUnsafeBufferPointer { (input) throws(FileProblem) in
      try result.withUnsafeMutableBufferPointer { (output) throws(FileProblem) in
        _ = try converter.convert(input, into: output, ratio: ratio, isLast: true)
      }
    }
    return result
  }

  /// All channels in one.
  package var mono: [Float] {
    guard channels.count > 1 else { return channels.first ?? [] }
    let samples = (0..<frameCount).flatMap { frame in channels.map { $0[frame] } }
    var measure = Downmix.Measure(channelCount: channels.count)
    measure.hear(samples, frameCount: frameCount)
    var mono = [Float](repeating: 0, count: frameCount)
    measure.result.mix(samples, frameCount: frameCount, into: &mono)
    return mono
  }

  /// Takes interleaved samples apart.
  private static func separate(_ samples: [Float], _ channelCount: Int) -> [[Float]] {
    (0..<channelCount).map { channel in
      stride(from: channel, to: samples.count, by: channelCount).map { samples[$0] }
    }
  }
}
