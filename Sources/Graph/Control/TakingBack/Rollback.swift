/// A patch that was too much and has been taken back.
package struct Rollback: Sendable {
  /// The file of the patch that was taken back, and of the one that plays again.
  package let source: String
  package let earlier: String

  /// Why, as a sentence.
  package let reason: String
}
