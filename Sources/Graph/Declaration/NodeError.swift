/// Why a node could not be built.
package struct NodeError: Error, Sendable, Equatable {
  /// The setting or parameter at fault, where it is one.
  package let subject: String?

  /// What is wrong and what to write instead.
  package let message: String

  package init(_ message: String, subject: String? = nil) {
    self.message = message
    self.subject = subject
  }
}
