/// Why a file is no chord model that can be used.
package struct ChordModelError: Error, Equatable {
  /// What is wrong and what to do instead.
  package let message: String

  init(_ message: String) { self.message = message }
}
