/// Why strumd did not do what it was asked to.
enum DaemonError: Error, Equatable, CustomStringConvertible {
  case noAnswer(place: String)
  case refused(String)
  case socket(String)

  var description: String {
    switch self {
    case .noAnswer(let place):
      "strumd does not answer on \(place); start it with 'strumd run --patch FILE', "
        + "or name its port with --osc-port"
    case .refused(let message), .socket(let message): message
    }
  }
}
