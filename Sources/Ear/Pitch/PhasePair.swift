private import CRealtime
import Glibc

/// Two overlapping frames under the same window, for reading a sinusoid's frequency off its phases.
///
/// Flanagan & Golden, "Phase vocoder" (Bell System Technical Journal 45, 1966): what the phase advances
/// by from one frame to the other is the frequency. Single precision is enough: both frames are turned
/// by the same numbers, so that what these are off by cancels.
struct PhasePair {
  private typealias Lanes = SIMD8<Float>

  /// The samples of either frame, windowed, early ones and late ones by turns, and room for more.
  private var lanes: [Lanes]

  /// As many as each frame fills.
  private var blocks = 0

  /// Samples from the beginning of one frame to that of the other.
  private var distance = 0

  /// Creates an empty pair with room for the two thirds of up to `count` samples.
  init(upTo count: Int) { lanes = Array(repeating: .zero, count: 2 * Self.blocks(2 * count / 3)) }

  /// How many lanes `length` samples fill.
  private static func blocks(_ length: Int) -> Int {
    (length + Lanes.scalarCount - 1) / Lanes.scalarCount
  }

  /// Takes the two frames, of two thirds of `frame` each.
  mutating func take(_ frame: UnsafeBufferPointer<Float>) {
    let length = 2 * frame.count / 3
    let width = Lanes.scalarCount
    distance = frame.count - length
    blocks = Self.blocks(length)
    precondition(2 * blocks <= lanes.count, "Frames need room")
    let step = 2 * Double.pi / Double(length)
    var (real, imaginary) = Self.phasors(from: step / 2, by: step)
    let turn = Phasor(angle: step * Double(width))
    let (cosine, sine) = (Float(turn.real), Float(turn.imaginary))
    for block in 0..<blocks {
      let weights = 0.5 - 0.5 * real
      let (start, count) = (block * width, min(width, length - block * width))
      lanes[2 * block] = weights * Self.lanes(of: frame, from: start, count: count)
      lanes[2 * block + 1] =
        weights * Self.lanes(of: frame, from: start + distance, count: count)
      (real, imaginary) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
    }
  }

  /// As many samples of `frame`, and zeros.
  @inline(__always)
  private static func lanes(
    of frame: UnsafeBufferPointer<Float>, from start: Int, count: Int
  ) -> Lanes {
    guard count < Lanes.scalarCount else {
      return UnsafeRawBufferPointer(frame).loadUnaligned(
        fromByteOffset: start * MemoryLayout<Float>.stride, as: Lanes.self)
    }
    var lanes = Lanes.zero
    for lane in 0..<count { lanes[lane] = frame[start + lane] }
    return lanes
  }

  /// The cosines and sines of as many angles as there are lanes, `step` radians from one to the next.
  private static func phasors(from start: Double, by step: Double) -> (Lanes, Lanes) {
    var (real, imaginary) = (Lanes.zero, Lanes.zero)
    for lane in 0..<Lanes.scalarCount {
      let phasor = Phasor(angle: start + step * Double(lane))
      real[lane] = Float(phasor.real)
      imaginary[lane] = Float(phasor.imaginary)
    }
    return (real, imaginary)
  }

  /// How far the partial near `step` is from it, both in radians a sample, and how strong it is.
  func measure(_ step: Double) -> (shift: Double, amplitude: Double) {
    let turn = Phasor(angle: step * Double(Lanes.scalarCount))
    let phasors = Self.phasors(from: 0, by: step)
    let sums = withUnsafeBytes(of: phasors) { phasors in
      var sums = SIMD4<Float>.zero
      lanes.withUnsafeBytes { lanes in
        withUnsafeMutableBytes(of: &sums) { sums in
          realtime_turning_sums(
            lanes.assumingMemoryBound(to: Float.self).baseAddress, blocks,
            phasors.bindMemory(to: Float.self).baseAddress, Float(turn.real), Float(turn.imaginary),
            sums.bindMemory(to: Float.self).baseAddress, Processor.isWide)
        }
      }
      return sums
    }
    let before = Phasor(Double(sums[0]), -Double(sums[1]))
    let after = Phasor(Double(sums[2]), -Double(sums[3]))
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
