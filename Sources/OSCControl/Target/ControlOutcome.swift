/// How a long command goes.
package enum ControlOutcome: Hashable, Sendable {
  /// It takes long: this is what it is at now, and the share that is done, from 0 to 1.
  case underWay(String, share: Float)

  /// It worked, in these words.
  case done(String)

  /// It did not; the diagnostics say why and what to write instead.
  case failed(String)

  /// Whether nothing comes after it.
  package var isFinal: Bool { if case .underWay = self { false } else { true } }
}
