/// Why a file could not be read or written, in words for the user.
package struct FileProblem: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The system does not let the file at `path` be treated so: "cannot be opened".
  package init(_ path: String, _ refusal: String, _ error: SystemError) {
    self.init(path, "\(refusal) (\(error.reason))")
  }

  package var description: String { "\(path): \(reason)" }
}
