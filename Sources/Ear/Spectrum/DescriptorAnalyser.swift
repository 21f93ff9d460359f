import Glibc

/// Describes the sound as librosa does, about 43 times a second.
///
/// Frames of 2048 samples every 512 at 22.05 kHz or a little more, under a periodic Hann window,
/// each ending with the newest sample: librosa's numbers with `center=False` and no `top_db`.
package struct DescriptorAnalyser: Listener {
  package static let parts: FrontEnd.Parts = .frames
  private static let size = 2048
  private static let hop = 2 * FrontEnd.hop
  private static let rolloff: Float = 0.85
  /// What counts as no power, as in librosa.
  private static let least: Float = 1e-10

  private let rate: Double
  private let transform = RealFFT(size: size)
  private let window: [Float]
  private var bands: MelBands
  private var power: [Float]
  private var magnitude: [Float]
  private var frameCount = 0

  /// Creates an analyser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    rate = FrontEnd.frameRate(for: sampleRate)
    window = (0..<Self.size).map { index in
      Float(0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(Self.size)))
    }
    bands = MelBands(size: Self.size, rate: rate)
    power = Array(repeating: 0, count: transform.binCount)
    magnitude = power
  }

  /// Hears a step; calls `emit` for every other frame.
  package mutating func hear(_ front: FrontEnd, _ emit: (Descriptors) -> Void) {
    guard front.news.contains(.frames) else { return }
    frameCount += 1
    guard frameCount.isMultiple(of: 2), frameCount >= Self.size / FrontEnd.hop else { return }
    emit(describe(front.framer))
  }

  private mutating func describe(_ framer: Framer) -> Descriptors {
    framer.withNewest(Self.size) { transform.power(of: $0, window: window, into: &power) }
    for bin in power.indices { magnitude[bin] = power[bin].squareRoot() }
    let isFirst = frameCount == Self.size / FrontEnd.hop
    let rise = bands.observe(power)
    let centroid = centroid()
    return Descriptors(
      frame: max(0, framer.frame(age: Double(Self.size) / 2)), heard: framer.heard,
      centroid: centroid, bandwidth: bandwidth(around: centroid), rolloff: rolloff(),
      flatness: flatness(), flux: isFirst ? 0 : rise, zeroCrossings: zeroCrossings(framer),
      cepstrum: bands.cepstrum())
  }

  private func frequency(_ bin: Int) -> Float {
    Float(Double(bin) * rate / Double(Self.size))
  }

  private func centroid() -> Float {
    var sum: Float = 0
    var moment: Float = 0
    for bin in magnitude.indices {
      sum += magnitude[bin]
      moment += magnitude[bin] * frequency(bin)
    }
    return sum > 0 ? moment / sum : 0
  }

  private func bandwidth(around centroid: Float) -> Float {
    var sum: Float = 0
    var moment: Float = 0
    for bin in magnitude.indices {
      let distance = frequency(bin) - centroid
      sum += magnitude[bin]
      moment += magnitude[bin] * distance * distance
    }
    return sum > 0 ? (moment / sum).squareRoot() : 0
  }

  private func rolloff() -> Float {
    let limit = Self.rolloff * magnitude.reduce(0, +)
    var sum: Float = 0
    for bin in magnitude.indices {
      sum += magnitude[bin]
      if sum >= limit { return frequency(bin) }
    }
    return 0
  }

  private func flatness() -> Float {
    var logs = 0.0
    var sum = 0.0
    for value in power {
      logs += Double(logf(max(Self.least, value)))
      sum += Double(max(Self.least, value))
    }
    let count = Double(power.count)
    return Float(exp(logs / count) / (sum / count))
  }

  /// Zero counts as positive, and so does what is next to it.
  private func zeroCrossings(_ framer: Framer) -> Float {
    framer.withNewest(Self.size) { samples in
      var count = 0
      var wasNegative = samples[0] < -Self.least
      for sample in samples.dropFirst() {
        let isNegative = sample < -Self.least
        if isNegative != wasNegative { count += 1 }
        wasNegative = isNegative
      }
      return Float(count) / Float(Self.size)
    }
  }
}
