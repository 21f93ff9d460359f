/// A number of a node that may change while it plays.
package struct ParameterDeclaration: Sendable {
  /// How a control travels over its range.
  package enum Scale: String, Sendable { case linear, logarithmic }

  /// How the value reaches the sound.
  package enum Smoothing: Sendable, Equatable {
    /// At once, at the exact frame.
    case none
    /// As a one-pole glide that covers 63 % of the way in `seconds`.
    case glide(seconds: Float)
  }

  /// What the number stands for.
  package enum Form: Sendable, Equatable {
    case number
    case integer
    /// 0 or 1, written `false` or `true`.
    case toggle
    /// An index into these names.
    case choice([String])
  }

  package let name: String
  package let form: Form

  /// "Hz", "dB", "s", "bpm", "st", "%" or nothing.
  package let unit: String
  package let range: ClosedRange<Float>
  package let initial: Float
  package let scale: Scale
  package let smoothing: Smoothing
  package let doc: String

  /// A number in `unit`; `doc` is a sentence that tells a player what it does.
  package static func number(
    _ name: String, _ range: ClosedRange<Float>, default initial: Float, unit: String = "",
    scale: Scale = .linear, smoothing: Smoothing = .glide(seconds: 0.01), _ doc: String
  ) -> Self {
    Self(
      name: name, form: .number, unit: unit, range: range, initial: initial, scale: scale,
      smoothing: smoothing, doc: doc)
  }

  /// A whole number in `unit`, which is never smoothed.
  package static func integer(
    _ name: String, _ range: ClosedRange<Int>, default initial: Int, unit: String = "",
    _ doc: String
  ) -> Self {
    Self(
      name: name, form: .integer, unit: unit,
      range: Float(range.lowerBound)...Float(range.upperBound), initial: Float(initial),
      scale: .linear, smoothing: .none, doc: doc)
  }

  /// A switch.
  package static func toggle(_ name: String, default initial: Bool, _ doc: String) -> Self {
    Self(
      name: name, form: .toggle, unit: "", range: 0...1, initial: initial ? 1 : 0, scale: .linear,
      smoothing: .none, doc: doc)
  }

  /// One of `names`; `initial` is an index into them.
  package static func choice(
    _ name: String, _ names: [String], default initial: Int, _ doc: String
  ) -> Self {
    Self(
      name: name, form: .choice(names), unit: "", range: 0...Float(names.count - 1),
      initial: Float(initial), scale: .linear, smoothing: .none, doc: doc)
  }
}
