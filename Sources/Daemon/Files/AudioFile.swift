private import CSndfile
private import Glibc

/// The sound of a file, whole, in memory.
struct AudioFile {
  /// In Hz.
  let sampleRate: Double

  /// The samples of each channel, full scale ±1; all are equally long.
  let channels: [[Float]]

  /// What the file itself is sampled at, in Hz.
  let originalRate: Double

  var frameCount: Int { channels.first?.count ?? 0 }

  /// In seconds.
  var duration: Double { Double(frameCount) / sampleRate }

  /// Reads any format that libsndfile knows, resampled to `rate` Hz, or at the file's own rate;
  /// throws where it lasts more than `longest` seconds.
  static func read(
    _ path: String, rate: Double?, longest: Double? = nil
  ) throws(FileProblem) -> AudioFile {
    let source = try SoundSource(path)
    let samples = try source.readAll(longest: longest)
    guard samples.count >= source.channelCount else {
      throw FileProblem(path, "holds no sound; give a recording that is not empty")
    }
    let wanted = rate ?? source.sampleRate
    let resampled = try resample(
      samples, channelCount: source.channelCount, from: source.sampleRate, to: wanted, path: path)
    return AudioFile(
      sampleRate: wanted, channels: separate(resampled, source.channelCount),
      originalRate: source.sampleRate)
  }

  /// The mean of all channels.
  var mono: [Float] {
    guard channels.count > 1 else { return channels.first ?? [] }
    let scale = 1 / Float(channels.count)
    return (0..<frameCount).map { frame in
      channels.reduce(0) { $0 + $1[frame] } * scale
    }
  }

  /// Takes interleaved samples apart; what is not a number becomes silence.
  private static func separate(_ samples: [Float], _ channelCount: Int) -> [[Float]] {
    (0..<channelCount).map { channel in
      stride(from: channel, to: samples.count, by: channelCount).map { index in
        samples[index].isFinite ? samples[index] : 0
      }
    }
  }
}

/// An open file, read from its beginning.
private struct SoundSource: ~Copyable {
  let channelCount: Int
  let sampleRate: Double
  private let path: String
  private let file: OpaquePointer

  init(_ path: String) throws(FileProblem) {
    errno = 0
    var info = SF_INFO()
    guard let file = sf_open(path, Int32(SFM_READ), &info) else {
      throw FileProblem(path, Self.reason(path))
    }
    self.path = path
    self.file = file
    channelCount = Int(info.channels)
    sampleRate = Double(info.samplerate)
  }

  deinit { sf_close(file) }

  /// The samples of all channels, interleaved.
  borrowing func readAll(longest: Double?) throws(FileProblem) -> [Float] {
    let limit = longest.map { Int($0 * sampleRate) * channelCount }
    let chunk = 65_536
    var samples: [Float] = []
    var buffer = [Float](repeating: 0, count: chunk * channelCount)
    while true {
      let count = sf_readf_float(file, &buffer, sf_count_t(chunk))
      guard count > 0 else { break }
      samples += buffer[..<(Int(count) * channelCount)]
      guard samples.count <= limit ?? .max else {
        let minutes = decimal((longest ?? 0) / 60, places: 0)
        throw FileProblem(path, "lasts more than \(minutes) minutes; give a part of it")
      }
    }
    guard sf_error(file) == SF_ERR_NO_ERROR else {
      throw FileProblem(path, "cannot be read to its end (\(String(cString: sf_strerror(file))))")
    }
    return samples
  }

  private static func reason(_ path: String) -> String {
    var status = stat()
    if stat(path, &status) != 0 { return String(cString: strerror(errno)).lowercased() }
    if status.st_mode & S_IFMT == S_IFDIR { return "is a folder; give an audio file" }
    if access(path, R_OK) != 0 { return String(cString: strerror(errno)).lowercased() }
    return "is not an audio file that libsndfile reads; give WAV, FLAC, Ogg, MP3 or AIFF"
  }
}
