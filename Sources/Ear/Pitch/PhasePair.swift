import Glibc

/// Two overlapping frames under the same window, for reading a sinusoid's frequency off its phases.
///
/// Flanagan & Golden, "Phase vocoder" (Bell System Technical Journal 45, 1966): what the phase advances
/// by from one frame to the other is the frequency. Single precision is enough: both frames are turned
/// by the same numbers, so that what these are off by cancels.
struct PhasePair {
  private typealias Lanes = SIMD8<Float>

  /// The samples of either frame, windowed, early ones and late ones by turns.
  private let lanes: UnsafeBufferPointer<Lanes>

  /// Samples from the beginning of one frame to that of the other.
  private let distance: Int

  /// Lends the two frames, of two thirds of `frame` each, to `body`.
  static func withPair<Result>(
    of frame: UnsafeBufferPointer<Float>, _ body: (PhasePair) -> Result
  ) -> Result {
    let length = 2 * frame.count / 3
    let distance = frame.count - length
    let width = Lanes.scalarCount
    let blocks = (length + width - 1) / width
    return withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 2 * blocks) { lanes in
      let step = 2 * Double.pi / Double(length)
      var hann = Phasor(angle: step / 2)
      let turn = Phasor(angle: step)
      for block in 0..<blocks {
        var early = Lanes.zero
        var late = Lanes.zero
        for lane in 0..<min(width, length - block * width) {
          let index = block * width + lane
          let weight = Float(0.5 - 0.5 * hann.real)
          early[lane] = weight * frame[index]
          late[lane] = weight * frame[index + distance]
          hann = hann.turned(by: turn)
        }
        lanes.initializeElement(at: 2 * block, to: early)
        lanes.initializeElement(at: 2 * block + 1, to: late)
      }
      return body(PhasePair(lanes: UnsafeBufferPointer(lanes), distance: distance))
    }
  }

  /// How far the partial near `step` is from it, both in radians a sample, and how strong it is.
  func measure(_ step: Double) -> (shift: Double, amplitude: Double) {
    let width = Lanes.scalarCount
    let turn = Phasor(angle: step * Double(width))
    let (cosine, sine) = (Float(turn.real), Float(turn.imaginary))
    var real = Lanes.zero
    var imaginary = Lanes.zero
    for lane in 0..<width {
      let phasor = Phasor(angle: step * Double(lane))
      real[lane] = Float(phasor.real)
      imaginary[lane] = Float(phasor.imaginary)
    }
    var early = (real: Lanes.zero, imaginary: Lanes.zero)
    var late = early
    for block in 0..<lanes.count / 2 {
      let first = lanes[2 * block]
      let second = lanes[2 * block + 1]
      early.real += first * real
      early.imaginary += first * imaginary
      late.real += second * real
      late.imaginary += second * imaginary
      let next = real * cosine - imaginary * sine
      imaginary = real * sine + imaginary * cosine
      real = next
    }
    let before = Phasor(Double(early.real.sum()), -Double(early.imaginary.sum()))
    let after = Phasor(Double(late.real.sum()), -Double(late.imaginary.sum()))
    let expected = Phasor(angle: -step * Double(distance))
    let change = after.turned(by: expected).turned(by: before.conjugate)
    let shift = atan2(change.imaginary, change.real) / Double(distance)
    return (shift, (before.magnitude * after.magnitude).squareRoot())
  }
}

/// A complex number.
private struct Phasor {
  let real: Double
  let imaginary: Double

  init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Creates one of length 1, `angle` radians from the real axis.
  init(angle: Double) { self.init(cos(angle), sin(angle)) }

  var conjugate: Phasor { Phasor(real, -imaginary) }
  var magnitude: Double { (real * real + imaginary * imaginary).squareRoot() }

  @inline(__always)
  func turned(by other: Phasor) -> Phasor {
    Phasor(
      real * other.real - imaginary * other.imaginary,
      real * other.imaginary + imaginary * other.real)
  }
}
