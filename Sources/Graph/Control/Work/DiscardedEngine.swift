/// An engine that nothing drives any more: to let go of it is to let go of all its nodes.
///
/// Unchecked because nobody else knows the engine.
package final class DiscardedEngine: @unchecked Sendable {
  private let engine: Engine

  package init(_ engine: Engine) { self.engine = engine }
}
