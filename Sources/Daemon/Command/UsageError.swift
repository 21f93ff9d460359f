/// A command line that says nothing we know.
struct UsageError: Error, Equatable {
  /// What is wrong and what to write instead.
  let message: String

  init(_ message: String) { self.message = message }
}
