import Ear

/// What is measured of a recording as a whole, besides what the patch hears in it.
struct TakeSound {
  /// The lowest and the highest sample of a stretch.
  struct Peak {
    let low: Float
    let high: Float
  }

  /// The most stretches that a waveform is drawn from.
  private static let maximumPeakCount = 24_000

  let chroma: [ChromaEstimate]

  /// The loudness of the whole, or `nil` for a recording of less than 400 ms.
  let loudness: LoudnessEstimate?

  init(_ input: RenderInput) {
    var analyser = Solo(ChromaAnalyser(), sampleRate: input.sampleRate)
    var chroma: [ChromaEstimate] = []
    input.mono.withUnsafeBufferPointer { samples in
      analyser.process(samples) { chroma.append($0) }
    }
    self.chroma = chroma
    loudness = Self.loudness(input)
  }

  private static func loudness(_ input: RenderInput) -> LoudnessEstimate? {
    let sides = input.channels.count == 2 ? input.channels : [input.mono]
    var meter = LoudnessMeter(sampleRate: input.sampleRate, channelCount: sides.count)
    var last: LoudnessEstimate?
    let block = 65_536
    var start = 0
    while start < input.frameCount {
      let range = start..<min(input.frameCount, start + block)
      var blocks: [UnsafeBufferPointer<Float>] = []
      withBuffers(sides[...], range, &blocks) { meter.process($0) { last = $0 } }
      start = range.upperBound
    }
    return last.flatMap { $0.integrated > LoudnessEstimate.floor ? $0 : nil }
  }

  /// Lends `range` of every one of `channels`.
  private static func withBuffers(
    _ channels: ArraySlice<[Float]>, _ range: Range<Int>,
    _ lent: inout [UnsafeBufferPointer<Float>], _ body: ([UnsafeBufferPointer<Float>]) -> Void
  ) {
    guard let first = channels.first else { return body(lent) }
    first.withUnsafeBufferPointer { samples in
      lent.append(UnsafeBufferPointer(rebasing: samples[range]))
      withBuffers(channels.dropFirst(), range, &lent, body)
    }
  }

  /// The outline of `samples`, a hundred stretches a second where that is not too many.
  static func peaks(_ samples: [Float], sampleRate: Double) -> [Peak] {
    let wanted = Int(Double(samples.count) / sampleRate * 100)
    let count = min(max(1, wanted), maximumPeakCount, max(1, samples.count))
    return (0..<count).map { index in
      let range = samples.count * index / count..<samples.count * (index + 1) / count
      let low = samples[range].reduce(Float(0)) { min($0, $1) }
      return Peak(low: low, high: samples[range].reduce(Float(0)) { max($0, $1) })
    }
  }
}
