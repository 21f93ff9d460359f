/// How a long command ended.
package enum ControlOutcome: Hashable, Sendable {
  /// It worked, in these words.
  case done(String)

  /// It did not; the diagnostics say why and what to write instead.
  case failed(String)
}
