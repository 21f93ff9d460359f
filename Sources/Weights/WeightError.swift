/// Why a file of weights cannot be used.
package struct WeightError: Error, Equatable {
  /// What is wrong and what to do instead.
  package let message: String

  package init(_ message: String) { self.message = message }
}
