/// Why a file could not be read or written, in words for the user.
struct FileProblem: Error, Equatable, CustomStringConvertible {
  let path: String
  let reason: String

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  var description: String { "\(path): \(reason)" }
}
