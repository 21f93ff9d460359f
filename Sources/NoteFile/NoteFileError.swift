package import Platform

/// Why there is no note file to work with.
package enum NoteFileError: Error, Equatable, CustomStringConvertible {
  /// Another strumd, which is alive, uses it.
  case inUse(path: String)

  case refused(path: String, SystemError)

  /// Something else than a note file lies there.
  case foreign(path: String)

  package var description: String {
    switch self {
    case .inUse(let path): "\(path) belongs to a strumd that is running"
    case .refused(let path, let error): "\(path): \(error.reason)"
    case .foreign(let path): "\(path) is not a note file of this version; remove it"
    }
  }
}
