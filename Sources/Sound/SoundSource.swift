private import CSndfile
private import Glibc
internal import Platform

/// An open sound file, read from its beginning; full scale is ±1.
struct SoundSource: ~Copyable {
  /// What is beyond this, or no number, was never played, and is silence.
  private static let loudest: Float = 1e6

  let path: String
  let channelCount: Int

  /// In Hz.
  let sampleRate: Double
  private let file: OpaquePointer

  /// The length that the file says it has, in frames.
  private let told: Int

  /// Whether the file was not ended, and all that follows its head is taken for sound.
  private let isOpenEnded: Bool

  /// Opens any format that libsndfile knows.
  init(_ path: String) throws(FileProblem) {
    errno = 0
    var info = SF_INFO()
    let openEnded = OpenEndedWave(path)
    if let openEnded {
      info.format = Int32(SF_FORMAT_RAW | openEnded.encoding) | Int32(SF_ENDIAN_LITTLE)
      info.channels = Int32(openEnded.channelCount)
      info.samplerate = Int32(openEnded.sampleRate)
    }
    guard let file = sf_open(path, Int32(SFM_READ), &info) else {
      throw FileProblem(path, Self.reason(path))
    }
    if let openEnded {
      var start = sf_count_t(openEnded.start)
      sf_command(
        file, Int32(SFC_SET_RAW_START_OFFSET), &start, Int32(MemoryLayout<sf_count_t>.size))
      sf_seek(file, 0, SEEK_SET)
    }
    isOpenEnded = openEnded != nil
    self.path = path
    self.file = file
    channelCount = Int(info.channels)
    sampleRate = Double(info.samplerate)
    told = Int(info.frames)
  }

  deinit { sf_close(file) }

  /// The length that the file says it has, in frames, if it does.
  var toldCount: Int? { told > 0 && told < .max ? told : nil }

  /// Room for about so many samples, in whole frames: a small file may say that it has a thousand channels.
  borrowing func room(samples: Int) -> [Float] {
    [Float](repeating: 0, count: max(1, samples / channelCount) * channelCount)
  }

  /// Reads as many frames as `buffer` has room for, interleaved; returns how many came, 0 at the end or
  /// where the file is broken.
  borrowing func read(into buffer: inout [Float]) -> Int {
    let count = max(0, Int(sf_readf_float(file, &buffer, sf_count_t(buffer.count / channelCount))))
    for index in 0..<count * channelCount where !(abs(buffer[index]) <= Self.loudest) {
      buffer[index] = 0
    }
    return count
  }

  /// What to say of a file of which only `found` frames could be read, or `nil` where that is all.
  ///
  /// Throws where it is none.
  borrowing func warning(found: Int) throws(FileProblem) -> String? {
    let isBroken = sf_error(file) != SF_ERR_NO_ERROR
    if found == 0 {
      guard !isBroken else {
        throw FileProblem(path, "cannot be read (\(String(cString: sf_strerror(file))))")
      }
      throw FileProblem(path, "holds no sound; give a recording that is not empty")
    }
    if isOpenEnded { return "\(path): was not ended, as after a crash; all of it is read" }
    // Formats that estimate their length are a little off.
    guard isBroken || (Double(found) < 0.98 * Double(told) && told < .max) else { return nil }
    let rate = sampleRate
    let seconds = { (frames: Int) in decimal(Double(frames) / rate, places: 1) }
    return "\(path): breaks off after \(seconds(found)) s of \(seconds(told)) s"
  }

  private static func reason(_ path: String) -> String {
    var status = stat()
    if stat(path, &status) != 0 { return SystemError.last.reason }
    if status.st_mode & S_IFMT == S_IFDIR { return "is a folder; give an audio file" }
    if access(path, R_OK) != 0 { return SystemError.last.reason }
    return "is not an audio file that libsndfile reads; give WAV, FLAC, Ogg, MP3 or AIFF"
  }
}
