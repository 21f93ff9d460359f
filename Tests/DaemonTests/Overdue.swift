import Foundation

/// What did not happen in time.
struct Overdue: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `condition` holds, for as long as a busy machine may need.
func eventually(
  _ what: String, seconds: Double = 60, _ condition: () throws -> Bool
) async throws {
  let end = Date().addingTimeInterval(seconds)
  while try !condition() {
    guard Date() < end else { throw Overdue(description: "waited in vain for \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
