private import CRealtime

/// A parameter on its way to the sound: a one-pole glide from sample to sample, so that no step is
/// heard, whatever the block size.
package struct Glide: ~Copyable {
  private let reader: ParameterReader
  private let coefficient: Float
  private var target: Float
  private var current: Float

  /// Follows `parameter` with the time constant that its declaration gives.
  package init(_ parameter: Parameter, sampleRate: Double) {
    reader = ParameterReader(parameter)
    coefficient =
      switch parameter.declaration.smoothing {
      case .none: 1
      case .glide(let seconds): 1 - realtime_exp(-1 / (seconds * Float(sampleRate)))
      }
    target = parameter.value
    current = parameter.value
  }

  /// Takes up the value set last; call once at the start of a block.
  @_noLocks
  package mutating func begin() { target = reader.value }

  /// Whether the glide has arrived, so that ``next()`` is constant in this block.
  package var isSettled: Bool { @_noLocks get { current == target } }

  /// The value of the sample produced last.
  package var value: Float { @_noLocks get { current } }

  /// Moves on by one sample and returns the value there.
  @_noLocks
  package mutating func next() -> Float {
    let step = coefficient * (target - current)
    let moved = current + step
    current = moved == current || abs(target - moved) < 1e-6 * max(1, abs(target)) ? target : moved
    return current
  }
}
