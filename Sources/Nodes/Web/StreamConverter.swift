private import Platform
internal import Sound

/// Brings the samples of a stream, whose rate may change, to one rate.
struct StreamConverter: ~Copyable {
  /// In Hz.
  private let target: Double
  private var converter: RateConverter?

  /// The rate of what came last, in Hz; 0 where nothing of it is left to come out.
  private var source = 0.0

  init(to target: Double) { self.target = target }

  /// Returns as much of the stream as can be known once `samples` at `rate` Hz have come.
  mutating func convert(_ samples: [Float], from rate: Double) -> [Float] {
    guard rate != target else { return drain() + samples }
    if converter == nil {
      converter = try? RateConverter(channelCount: 1, .fast, path: "a stream")
    }
    if rate != source { converter?.reset() }
    source = rate
    return process(samples, isLast: false)
  }

  /// Returns what is left of the stream, which has ended.
  mutating func drain() -> [Float] {
    guard source > 0 else { return [] }
    let rest = process([], isLast: true)
    converter?.reset()
    source = 0
    return rest
  }

  private mutating func process(_ samples: [Float], isLast: Bool) -> [Float] {
    let ratio = target / source
    // More than what waits in the converter of what came before.
    var result = [Float](repeating: 0, count: Int(Double(samples.count) * ratio) + 4096)
    let progress = samples.withUnsafeBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        try? converter?.convert(input, into: output, ratio: ratio, isLast: isLast)
      }
    }
    result.removeLast(result.count - (progress?.made ?? 0))
    return result
  }
}
