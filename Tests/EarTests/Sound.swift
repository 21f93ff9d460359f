import Foundation

/// Sounds made up for the tests: plucked strings, muted strokes, silence.
struct Sound {
  let sampleRate: Double
  private(set) var samples: [Float] = []
  private var noise = Noise()

  init(sampleRate: Double = 44_100) { self.sampleRate = sampleRate }

  var seconds: Double { Double(samples.count) / sampleRate }

  mutating func silence(_ seconds: Double) {
    samples += [Float](repeating: 0, count: Int(seconds * sampleRate))
  }

  /// Adds plucked strings at `notes` (MIDI), `detune` cents sharp, from `start` on.
  mutating func pluck(
    _ notes: [Double], at start: Double, for seconds: Double, detune: Double = 0,
    level: Float = 0.15
  ) {
    let first = Int(start * sampleRate)
    let count = Int(seconds * sampleRate)
    grow(to: first + count)
    for (string, note) in notes.enumerated() {
      let offset = first + Int(0.008 * Double(string) * sampleRate)
      let pitch = 440 * pow(2, (note - 69 + detune / 100) / 12)
      for harmonic in 1...10 {
        let frequency = pitch * Double(harmonic)
        guard frequency < sampleRate * 0.45 else { break }
        let amplitude = level / Float(harmonic)
        let step = 2 * Double.pi * frequency / sampleRate
        let decay = exp(-(1.2 + 0.5 * Double(harmonic)) / sampleRate)
        var envelope = Double(amplitude)
        for index in 0..<(first + count - offset) {
          let fade = min(1, Double(first + count - offset - index) / (0.01 * sampleRate))
          samples[offset + index] += Float(envelope * fade * sin(step * Double(index)))
          envelope *= decay
        }
      }
    }
  }

  /// Adds a voice that slides from each of `notes` (MIDI) to the next and trembles, from `start` on, each for so
  /// many `seconds`.
  mutating func sing(
    _ notes: [Double], at start: Double, each seconds: Double, level: Float = 0.15
  ) {
    let first = Int(start * sampleRate)
    let count = Int(seconds * sampleRate)
    grow(to: first + count * notes.count)
    var phase = 0.0
    for (place, note) in notes.enumerated() {
      let last = place > 0 ? notes[place - 1] : note - 1
      for index in 0..<count {
        let time = Double(index) / sampleRate
        let pitch = note + (last - note) * exp(-time / 0.06) + 0.3 * sin(2 * .pi * 5.5 * time)
        phase += 2 * .pi * 440 * pow(2, (pitch - 69) / 12) / sampleRate
        let sound = (1...8).reduce(0) { $0 + sin(Double($1) * phase) / Double($1) }
        samples[first + place * count + index] += level * Float(sound)
      }
    }
  }

  /// Adds a wind that keeps each of `notes` (MIDI) up at one pitch, from `start` on, each for so many `seconds`.
  mutating func blow(
    _ notes: [Double], at start: Double, each seconds: Double, level: Float = 0.15
  ) {
    let first = Int(start * sampleRate)
    let count = Int(seconds * sampleRate)
    grow(to: first + count * notes.count)
    for (place, note) in notes.enumerated() {
      let step = 2 * .pi * 440 * pow(2, (note - 69) / 12) / sampleRate
      for index in 0..<count {
        let time = Double(index) / sampleRate
        let breath = min(1, time / 0.04, (seconds - time) / 0.04)
        let sound = (1...8).reduce(0) { $0 + sin(Double($1) * step * Double(index)) / Double($1) }
        samples[first + place * count + index] += level * Float(breath * sound)
      }
    }
  }

  /// Adds a short burst of noise, as of a hand on muted strings.
  mutating func mute(at start: Double, level: Float = 0.3) {
    let first = Int(start * sampleRate)
    let count = Int(0.05 * sampleRate)
    grow(to: first + count)
    for index in 0..<count {
      let envelope = Float(exp(-Double(index) / (0.012 * sampleRate)))
      samples[first + index] += level * envelope * noise.next()
    }
  }

  /// Adds a tone at `note` (MIDI) whose level rises evenly `within` some seconds, and falls as evenly at its end.
  mutating func swell(_ note: Double, at start: Double, within rise: Double, for seconds: Double) {
    let first = Int(start * sampleRate)
    let count = Int(seconds * sampleRate)
    grow(to: first + count)
    for harmonic in 1...6 {
      let step = 2 * Double.pi * 440 * pow(2, (note - 69) / 12) * Double(harmonic) / sampleRate
      for index in 0..<count {
        let nearest = Double(min(index, count - index)) / (rise * sampleRate)
        let envelope = min(1, nearest) * 0.3 / Double(harmonic)
        samples[first + index] += Float(envelope * sin(step * Double(index)))
      }
    }
  }

  /// Adds a string that is struck once, whose partials are stretched as `stiffness` has it and whose
  /// lowest is at `frequency`, in noise so many times as loud.
  mutating func stiffString(
    _ frequency: Double, stiffness: Double, noise level: Double, for seconds: Double
  ) {
    let count = Int(seconds * sampleRate)
    var string = [Double](repeating: 0, count: count)
    for partial in 1...12 {
      let n = Double(partial)
      let stretch = ((1 + stiffness * n * n) / (1 + stiffness)).squareRoot()
      let step = 2 * Double.pi * frequency * n * stretch / sampleRate
      guard step < 0.7 * .pi else { break }
      for index in 0..<count {
        let decay = exp(-(0.8 + 0.5 * n) * Double(index) / sampleRate)
        string[index] += 0.2 * decay * sin(step * Double(index) + n) / n
      }
    }
    let power = string.reduce(0) { $0 + $1 * $1 } / Double(count)
    // Evenly spread noise has a third of the power of its peak.
    let peak = Float(level * (3 * power).squareRoot())
    samples += string.map { Float($0) + peak * noise.next() }
  }

  /// Adds a steady tone with a few harmonics.
  mutating func tone(_ frequency: Double, for seconds: Double) {
    let first = samples.count
    for index in 0..<Int(seconds * sampleRate) {
      var sample = 0.0
      for harmonic in 1...5 {
        sample +=
          0.2 / Double(harmonic)
          * sin(2 * .pi * frequency * Double(harmonic) * Double(first + index) / sampleRate)
      }
      samples.append(Float(sample))
    }
  }

  private mutating func grow(to count: Int) {
    if samples.count < count {
      samples += [Float](repeating: 0, count: count - samples.count)
    }
  }
}

/// White noise that is the same in every run.
private struct Noise {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> Float {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(Int64(bitPattern: state) >> 32) / Float(Int32.max)
  }
}
