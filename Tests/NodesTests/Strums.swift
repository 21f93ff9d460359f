import Foundation

/// `seconds` of notes at 48 kHz, struck together and dying away like strings, without a click at the end.
func sound(of strums: [(time: Double, keys: [Int])], seconds: Double) -> [Float] {
  let rate = 48_000.0
  var samples = [Float](repeating: 0, count: Int(seconds * rate))
  for (number, strum) in strums.enumerated() {
    let end = number + 1 < strums.count ? strums[number + 1].time : seconds
    for frame in Int(strum.time * rate)..<Int(end * rate) {
      let age = Double(frame) / rate - strum.time
      var value = 0.0
      for key in strum.keys {
        let frequency = 440 * exp2(Double(key - 69) / 12)
        for harmonic in 1...4 {
          let turns = frequency * Double(harmonic) * age
          value += sin(2 * .pi * turns) * exp(-Double(harmonic + 1) * age) / Double(harmonic)
        }
      }
      let left = seconds - Double(frame) / rate
      samples[frame] = Float(value * min(1, age * 500, left * 5) * 0.1)
    }
  }
  return samples
}
