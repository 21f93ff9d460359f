/// The sound of a file, whole, in memory.
struct AudioFile {
  /// Frames that are read at a time.
  private static let chunk = 65_536

  /// In Hz.
  let sampleRate: Double

  /// The samples of each channel, full scale ±1; all are equally long.
  let channels: [[Float]]

  /// What the file itself is sampled at, in Hz.
  let originalRate: Double

  /// What is wrong with the file though it can be used, or `nil`.
  let warning: String?

  var frameCount: Int { channels.first?.count ?? 0 }

  /// In seconds.
  var duration: Double { Double(frameCount) / sampleRate }

  /// Reads any format that libsndfile knows, resampled to `rate` Hz, or at the file's own rate.
  ///
  /// Of a file that breaks off, what is there is used.
  static func read(_ path: String, rate: Double?) throws(FileProblem) -> AudioFile {
    let source = try SoundSource(path)
    var buffer = [Float](repeating: 0, count: chunk * source.channelCount)
    var samples: [Float] = []
    while case let count = source.read(into: &buffer), count > 0 {
      samples += buffer[..<(count * source.channelCount)]
    }
    let warning = try source.warning(found: samples.count / source.channelCount)
    let wanted = rate ?? source.sampleRate
    let resampled = try resample(
      samples, channelCount: source.channelCount, from: source.sampleRate, to: wanted, path: path)
    return AudioFile(
      sampleRate: wanted, channels: separate(resampled, source.channelCount),
      originalRate: source.sampleRate, warning: warning)
  }

  /// All channels in one.
  var mono: [Float] {
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
