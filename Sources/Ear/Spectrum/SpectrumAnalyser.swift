import Glibc

/// Shows the levels of the 24 critical bands of hearing, about 20 times a second.
///
/// Band edges: Zwicker, "Subdivision of the audible frequency range into critical bands"
/// (JASA 33, 1961).
package struct SpectrumAnalyser: Listener {
  package static let parts: FrontEnd.Parts = []

  private static let edges: [Double] = [
    0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150,
    3700, 4400, 5300, 6400, 7700, 9500, 12_000, 15_500,
  ]
  private static let floor: Float = -120

  private var decimator: Decimator
  private var framer: Framer
  private let transform: RealFFT
  private let window: [Float]
  private var power: [Float]
  /// What comes out of the decimator before the next frame.
  private var resampled: [Float]

  /// Creates an analyser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    decimator = Decimator(factor: Decimator.factor(from: sampleRate, toAtLeast: 44_100))
    let rate = sampleRate / Double(decimator.factor)
    transform = RealFFT(size: rate < 30_000 ? 1024 : 2048)
    framer = Framer(
      rate: rate, factor: decimator.factor, latency: decimator.latency, length: transform.size,
      hop: Int((rate / 20).rounded()))
    window = Window.hann(transform.size)
    power = Array(repeating: 0, count: transform.binCount)
    resampled = Array(repeating: 0, count: framer.hop)
  }

  /// Hears a step; calls `emit` for each frame.
  package mutating func hear(_ front: FrontEnd, _ emit: (SpectrumEstimate) -> Void) {
    var heard = front.heard - Int64(front.samples.count)
    var rest = front.samples
    while !rest.isEmpty {
      let count = min(rest.count, decimator.inputs(for: framer.missing))
      append(UnsafeBufferPointer(rebasing: rest[..<count]))
      rest = UnsafeBufferPointer(rebasing: rest[count...])
      heard += Int64(count)
      guard framer.close(at: heard) else { continue }
      framer.withNewest(transform.size) {
        transform.power(of: $0, window: window, into: &power)
      }
      emit(
        SpectrumEstimate(
          frame: max(0, framer.frame(age: Double(transform.size) / 2)), heard: heard,
          levels: levels()))
    }
  }

  private mutating func append(_ samples: UnsafeBufferPointer<Float>) {
    resampled.withUnsafeMutableBufferPointer { outputs in
      let count = decimator.push(samples, into: outputs)
      framer.append(UnsafeBufferPointer(rebasing: outputs[..<count]))
    }
  }

  private func levels() -> InlineArray<24, Float> {
    var sums = InlineArray<24, Float>(repeating: 0)
    var band = 0
    for bin in power.indices {
      let frequency = Double(bin) * framer.rate / Double(transform.size)
      while band < 24, frequency >= Self.edges[band + 1] { band += 1 }
      guard band < 24 else { break }
      sums[band] += power[bin]
    }
    // A full-scale sine has a power of (size / 4)² in its bin under a Hann window, 1.5 times that
    // over the main lobe.
    let quarter = Float(transform.size) / 4
    for band in sums.indices {
      sums[band] = max(Self.floor, 10 * log10f(sums[band] / (1.5 * quarter * quarter) + 1e-13))
    }
    return sums
  }
}
