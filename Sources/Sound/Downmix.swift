/// How the channels of a recording become one: their mean, or the strongest of them where they cancel
/// each other out, as where one of a pair was wired the wrong way round.
package struct Downmix: Equatable {
  /// What each channel counts.
  let weights: [Float]

  /// The power of channels and of their sum, added up over a recording.
  struct Measure {
    private var powers: [Double]
    private var mixPower = 0.0

    init(channelCount: Int) { powers = [Double](repeating: 0, count: channelCount) }

    /// Hears `frameCount` interleaved frames.
    mutating func hear(_ samples: [Float], frameCount: Int) {
      let count = powers.count
      for frame in 0..<frameCount {
        var sum = 0.0
        for channel in 0..<count {
          let sample = Double(samples[frame * count + channel])
          powers[channel] += sample * sample
          sum += sample
        }
        mixPower += sum * sum
      }
    }

    var result: Downmix {
      let count = powers.count
      // The power of a sum without relation is the sum of powers; the channels cancel below a quarter of it.
      guard 4 * mixPower < powers.reduce(0, +),
        let strongest = powers.indices.max(by: { powers[$0] < powers[$1] })
      else { return Downmix(weights: Array(repeating: 1 / Float(count), count: count)) }
      return Downmix(weights: powers.indices.map { $0 == strongest ? 1 : 0 })
    }
  }

  /// Mixes the first `frameCount` of `samples`, interleaved, into `mono`.
  package func mix(_ samples: [Float], frameCount: Int, into mono: inout [Float]) {
    let count = weights.count
    for frame in 0..<frameCount {
      var sum: Float = 0
      for channel in 0..<count { sum += samples[frame * count + channel] * weights[channel] }
      mono[frame] = sum
    }
  }
}
