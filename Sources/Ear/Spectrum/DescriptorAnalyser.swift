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

  private let transform = RealFFT(size: size)
  private let window: [Float]
  private var bands: MelBands
  private var power: [Float]
  private var magnitude: [Float]
  /// The frequency of each bin, in hertz.
  private let frequencies: [Float]
  private var frameCount = 0

  /// Creates an analyser of audio at `sampleRate` hertz.
  package init(sampleRate: Double) {
    let rate = FrontEnd.frameRate(for: sampleRate)
    window = (0..<Self.size).map { index in
      Float(0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(Self.size)))
    }
    bands = MelBands(size: Self.size, rate: rate)
    power = Array(repeating: 0, count: transform.binCount)
    magnitude = power
    frequencies = power.indices.map { Float(Double($0) * rate / Double(Self.size)) }
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
    magnitude = power
    magnitude.replaceFours { $0.squareRoot() }
    let sum = magnitude.withUnsafeBufferPointer { $0.sum }
    let isFirst = frameCount == Self.size / FrontEnd.hop
    let rise = bands.observe(power)
    let centroid = mean(over: sum) { $0 }
    let variance = mean(over: sum) { ($0 - centroid) * ($0 - centroid) }
    return Descriptors(
      frame: max(0, framer.frame(age: Double(Self.size) / 2)), heard: framer.heard,
      centroid: centroid, bandwidth: variance.squareRoot(), rolloff: rolloff(of: sum),
      flatness: power.flatness(power.indices, least: Self.least), flux: isFirst ? 0 : rise,
      zeroCrossings: zeroCrossings(framer),
      cepstrum: bands.cepstrum())
  }

  /// The mean of what `property` makes of frequencies, weighted by the magnitudes, of which `sum` is the sum.
  private func mean(over sum: Float, of property: (SIMD8<Float>) -> SIMD8<Float>) -> Float {
    guard sum > 0 else { return 0 }
    return magnitude.withUnsafeBufferPointer { magnitude in
      frequencies.withUnsafeBufferPointer { frequencies in
        magnitude.sum(with: frequencies) { $0 * property($1) } / sum
      }
    }
  }

  private func rolloff(of sum: Float) -> Float {
    let limit = Self.rolloff * sum
    var sum: Float = 0
    for bin in magnitude.indices {
      sum += magnitude[bin]
      if sum >= limit { return frequencies[bin] }
    }
    return 0
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
