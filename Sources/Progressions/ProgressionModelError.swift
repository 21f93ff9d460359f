/// Why a file is no model of chord progressions that can be used.
package struct ProgressionModelError: Error, Equatable {
  /// What is wrong and what to do instead.
  package let message: String

  init(_ message: String) { self.message = message }
}
