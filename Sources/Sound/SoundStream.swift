package import Platform

/// The sound of a file, piece by piece, at any rate, in room that does not grow.
package final class SoundStream {
  /// Samples that are read at a time.
  private static let chunk = 8192

  private let source: SoundSource
  private let ratio: Double

  /// Where the rate is another than the file's.
  private var converter: RateConverter?

  /// What was read, interleaved, and the frames of it that were not passed on yet.
  private var waiting: [Float]
  private var range = 0..<0
  private var isOver = false

  /// Opens the file at `path`, to be heard at `rate` Hz.
  package init(_ path: String, rate: Double) throws(FileProblem) {
    source = try SoundSource(path)
    ratio = rate / source.sampleRate
    waiting = source.room(samples: Self.chunk)
    guard ratio != 1 else {
      converter = nil
      return
    }
    try RateConverter.check(from: source.sampleRate, to: rate, path: path)
    converter = try RateConverter(channelCount: source.channelCount, .medium, path: path)
  }

  /// Fills `samples`, interleaved; silence follows the end.
  package func read(into samples: inout [Float]) throws(FileProblem) {
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
    let channels = source.channelCount
    guard converter != nil else {
      let part = range.prefix(count)
      for index in 0..<part.count * channels {
        samples[start * channels + index] = waiting[part.lowerBound * channels + index]
      }
      range = part.upperBound..<range.upperBound
      return part.count
    }
    let input = range.lowerBound * channels..<range.upperBound * channels
    let output = start * channels..<(start + count) * channels
    let progress = try waiting.withUnsafeBufferPointer { (waiting) throws(FileProblem) in
      try samples.withUnsafeMutableBufferPointer { (samples) throws(FileProblem) in
        try converter?.convert(
          UnsafeBufferPointer(rebasing: waiting[input]),
          into: UnsafeMutableBufferPointer(rebasing: samples[output]), ratio: ratio, isLast: isOver)
      }
    }
    guard let progress else { return 0 }
    range = range.lowerBound + progress.taken..<range.upperBound
    return progress.made
  }
}
