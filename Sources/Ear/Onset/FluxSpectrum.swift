import Glibc

/// How much new sound each frame brings, in three registers.
///
/// Spectral flux against a maximum-filtered past, so that vibrato and beating strings bring
/// nothing: Böck & Widmer, "Maximum filter vibrato suppression for onset detection" (DAFx 2013).
struct FluxSpectrum {
  /// What a frame brings.
  struct Flux {
    var low: Float = 0
    var middle: Float = 0
    var high: Float = 0
    /// Root mean square of the newest hop.
    var level: Float = 0
    var total: Float { low + middle + high }
  }

  private static let bandsPerOctave = 12.0
  private static let lowest = 55.0
  private static let highest = 10_000.0

  private let transform: RealFFT
  private let window: [Float]
  /// How much of a level in a window of this length counts.
  private let gain: Float
  private let edges: [Int]
  private let registers: [Int]
  private(set) var power: [Float]
  /// The last band levels, newest last.
  private var past: [[Float]]

  /// Creates a comparison of frames under `window`, at `rate` hertz, each with the one `lag` before it.
  init(rate: Double, window: [Float], lag: Int) {
    self.window = window
    transform = RealFFT(size: window.count)
    gain = 20 * 1024 / Float(window.count)
    power = Array(repeating: 0, count: transform.binCount)
    var edges: [Int] = []
    var registers: [Int] = []
    var frequency = Self.lowest
    while frequency < min(Self.highest, rate * 0.46) {
      let bin = max((edges.last ?? 0) + 1, Int((frequency / rate * Double(window.count)).rounded()))
      edges.append(bin)
      let center = Double(bin) * rate / Double(window.count)
      registers.append(center < 220 ? 0 : center < 2000 ? 1 : 2)
      frequency = max(frequency * pow(2, 1 / Self.bandsPerOctave), center)
    }
    self.edges = edges
    self.registers = registers
    past = Array(repeating: Array(repeating: 0, count: edges.count - 1), count: lag + 1)
  }

  /// Compares the newest samples of `framer` with those before them.
  mutating func observe(_ framer: Framer) -> Flux {
    framer.withNewest(window.count) { transform.power(of: $0, window: window, into: &power) }
    var now = past.removeFirst()
    for band in now.indices {
      var sum: Float = 0
      for bin in edges[band]..<edges[band + 1] { sum += power[bin] }
      let width = Float(edges[band + 1] - edges[band])
      now[band] = sum / width
    }
    let gain = gain
    now.replaceFours { (1 + gain * $0.squareRoot()).logarithm * 0.434_294_48 }
    let level = framer.withNewest(framer.hop) { $0.rootMeanSquare }
    let flux = rise(from: past[0], to: now, level: level)
    past.append(now)
    return flux
  }

  private func rise(from old: [Float], to new: [Float], level: Float) -> Flux {
    var flux = Flux()
    flux.level = level
    for band in new.indices {
      let below = old[max(0, band - 1)]
      let above = old[min(old.count - 1, band + 1)]
      let gain = max(0, new[band] - max(old[band], max(below, above)))
      switch registers[band] {
      case 0: flux.low += gain
      case 1: flux.middle += gain
      default: flux.high += gain
      }
    }
    return flux
  }

  /// How noise-like the frame is, 0 to 1, from 200 Hz to 3.2 kHz.
  func flatness(rate: Double) -> Float {
    power.flatness(octaves: 4, from: 200, binWidth: rate / Double(window.count))
  }
}
