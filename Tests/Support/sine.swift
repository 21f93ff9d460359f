import Foundation

/// A sine at `frequency` Hz, half of full scale.
package func sine(_ frequency: Double, seconds: Double, rate: Double = 48_000) -> [Float] {
  (0..<Int(seconds * rate)).map { frame in
    Float(0.5 * sin(2 * .pi * frequency * Double(frame) / rate))
  }
}
