private import CSamplerate
package import Platform

/// Brings a stream of interleaved samples to another rate, by libsamplerate's sinc interpolators.
package struct RateConverter: ~Copyable {
  /// How much of the sound is kept, for how much work.
  package enum Quality {
    /// 121 dB of signal to noise, and nine tenths of the bandwidth.
    case medium

    /// 97 dB, and eight tenths: enough to listen to, in a fraction of the time.
    case fast
  }

  /// How far a conversion has come, in frames.
  package struct Progress {
    /// Of the input; the rest has to be offered again.
    package let taken: Int

    package let made: Int
  }

  /// Its errors name this file.
  private let path: String
  private let channelCount: Int
  private let state: OpaquePointer

  /// Converts the sound of the file at `path`, or of what is called so.
  package init(channelCount: Int, _ quality: Quality, path: String) throws(FileProblem) {
    let kind = quality == .fast ? SRC_SINC_FASTEST : SRC_SINC_MEDIUM_QUALITY
    var status: Int32 = 0
    guard let state = src_new(Int32(kind), Int32(channelCount), &status) else {
      throw Self.problem(status, path)
    }
    self.path = path
    self.channelCount = channelCount
    self.state = state
  }

  deinit { src_delete(state) }

  /// Throws unless the file at `path` can be converted between rates in Hz, which lie at most 256-fold apart.
  package static func check(from: Double, to: Double, path: String) throws(FileProblem) {
    guard src_is_valid_ratio(to / from) == 0 else { return }
    throw FileProblem(
      path,
      "cannot be converted from \(Int(from)) to \(Int(to)) Hz; choose a rate nearer to its own")
  }

  /// Fills `output` from `input`, the whole of what is left of the stream where it `isLast`; `ratio` is the
  /// new rate to the old.
  package mutating func convert(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>,
    ratio: Double, isLast: Bool
  ) throws(FileProblem) -> Progress {
    var request = SRC_DATA()
    request.data_in = input.baseAddress
    request.input_frames = input.count / channelCount
    request.data_out = output.baseAddress
    request.output_frames = output.count / channelCount
    request.src_ratio = ratio
    request.end_of_input = isLast ? 1 : 0
    let status = src_process(state, &request)
    guard status == 0 else { throw Self.problem(status, path) }
    return Progress(taken: request.input_frames_used, made: request.output_frames_gen)
  }

  /// Forgets the stream: another begins.
  package mutating func reset() { src_reset(state) }

  private static func problem(_ status: Int32, _ path: String) -> FileProblem {
    FileProblem(path, "cannot be resampled (\(String(cString: src_strerror(status))))")
  }
}
