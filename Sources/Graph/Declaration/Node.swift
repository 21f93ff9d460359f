/// A unit of signal processing that the audio thread runs once per cycle.
///
/// Mark `process(_:)` with `@_noLocks` in every conforming type, so that the compiler rejects
/// whatever in it could lock or allocate. Register the kind in its own file:
///
///     @used @section("strumd_kinds")
///     private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
///       register(Gain.self, in: $0)
///     }
package protocol Node: ~Copyable, SendableMetatype {
  /// The kind's declaration.
  static var declaration: NodeDeclaration { get }

  /// The declaration of the node that `settings` would make: the kind's own, unless ports and
  /// parameters depend on them.
  static func declaration(
    for settings: [String: SettingValue]
  ) throws(NodeError) -> NodeDeclaration

  /// Builds a node on the control thread, allocating all it will ever need.
  init(_ context: NodeContext) throws(NodeError)

  /// Reads the cycle's inputs and fills its outputs; audio outputs hold arbitrary values before.
  mutating func process(_ cycle: borrowing Cycle)
}

extension Node where Self: ~Copyable {
  package static func declaration(
    for settings: [String: SettingValue]
  ) throws(NodeError) -> NodeDeclaration { declaration }
}
