/// Why a text file is not read.
package enum TextProblem: Error, Equatable {
  case system(SystemError)

  /// A pipe, a device or a folder.
  case special

  /// A file of such a kind has another ending.
  case ending(String, wanted: [String])

  /// A file of such a kind holds one of certain words.
  case words(String, wanted: [String])
}

extension TextProblem: CustomStringConvertible {
  /// In words for the user, which tell nothing of what the file holds.
  package var description: String {
    switch self {
    case .system(let error): "cannot read the file: \(error.reason)"
    case .special: "this is no file"
    case .ending(let kind, let wanted):
      "this is no \(kind): the name of one, where no link leads on, ends in "
        + wanted.map { "." + $0 }.joined(separator: ", ")
    case .words(let kind, let wanted):
      "this is no \(kind): it holds no " + wanted.map { "'\($0)'" }.joined(separator: ", ")
    }
  }
}
