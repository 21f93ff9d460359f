private import CSamplerate

/// The sound of a file, piece by piece, at any rate, in room that does not grow.
final class SoundStream {
  /// Frames that are read at a time.
  private static let chunk = 4096

  private let source: SoundSource
  private let ratio: Double

  /// Where the rate is another than the file's.
  private let converter: OpaquePointer?

  /// What was read, interleaved, and the frames of it that were not passed on yet.
  private var waiting: [Float]
  private var range = 0..<0
  private var isOver = false

  /// Opens the file at `path`, to be heard at `rate` Hz.
  init(_ path: String, rate: Double) throws(FileProblem) {
    source = try SoundSource(path)
    ratio = rate / source.sampleRate
    waiting = [Float](repeating: 0, count: Self.chunk * source.channelCount)
    guard ratio != 1 else {
      converter = nil
      return
    }
    try checkConversion(from: source.sampleRate, to: rate, path: path)
    var status: Int32 = 0
    converter = src_new(Int32(SRC_SINC_MEDIUM_QUALITY), Int32(source.channelCount), &status)
    guard status == 0 else { throw problem(status) }
  }

  deinit { if let converter { src_delete(converter) } }

  /// Fills `samples`, interleaved; silence follows the end.
  func read(into samples: inout [Float]) throws(FileProblem) {
    let wanted = samples.count / source.channelCount
    var filled = 0
    while filled < wanted {
      if range.isEmpty, !isOver {
        range = 0..<source.read(into: &waiting)
        isOver = range.isEmpty
      }
      let count = try pass(into: &samples, from: filled, atMost: wanted - filled)
      if count == 0, isOver { break }
      filled += count
    }
    for index in filled * source.channelCount..<samples.count { samples[index] = 0 }
  }

  /// Passes on what waits, converted; returns how many frames that gave.
  private func pass(
    into samples: inout [Float], from start: Int, atMost count: Int
  ) throws(FileProblem) -> Int {
    guard let converter else {
      let channels = source.channelCount
      let part = range.prefix(count)
      for index in 0..<part.count * channels {
        samples[start * channels + index] = waiting[part.lowerBound * channels + index]
      }
      range = part.upperBound..<range.upperBound
      return part.count
    }
    var conversion = SRC_DATA()
    conversion.input_frames = range.count
    conversion.output_frames = count
    conversion.src_ratio = ratio
    conversion.end_of_input = isOver ? 1 : 0
    let channels = source.channelCount
    let first = range.lowerBound * channels
    let status = waiting.withUnsafeBufferPointer { input in
      samples.withUnsafeMutableBufferPointer { output in
        conversion.data_in = input.baseAddress.map { $0 + first }
        conversion.data_out = output.baseAddress.map { $0 + start * channels }
        return src_process(converter, &conversion)
      }
    }
    guard status == 0 else { throw problem(status) }
    range = range.lowerBound + conversion.input_frames_used..<range.upperBound
    return conversion.output_frames_gen
  }

  private func problem(_ status: Int32) -> FileProblem {
    FileProblem(source.path, "cannot be resampled (\(String(cString: src_strerror(status))))")
  }
}
