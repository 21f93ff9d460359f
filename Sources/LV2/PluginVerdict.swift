/// What became of a plugin that was tried.
package enum PluginVerdict: Equatable, Sendable, CustomStringConvertible {
  case good

  /// It runs, but some of its samples are infinite or undefined.
  case unsound

  /// It would not be made.
  case refused
  case crashed(signal: Int32)

  /// It did not come to an end.
  case hung

  /// Whether it does no harm to load it.
  package var isLoadable: Bool {
    switch self {
    case .good, .unsound, .refused: true
    case .crashed, .hung: false
    }
  }

  package var description: String {
    switch self {
    case .good: "is good"
    case .unsound: "gave samples that are none"
    case .refused: "refused to be made"
    case .crashed(let signal): "crashed with \(signalName(signal))"
    case .hung: "did not come to an end"
    }
  }

  /// The verdict as it is kept in a file.
  var code: Int32 {
    switch self {
    case .good: 0
    case .refused: 3
    case .unsound: 4
    case .hung: 255
    case .crashed(let signal): 128 + signal
    }
  }

  init(code: Int32) {
    self =
      switch code {
      case 0: .good
      case 3: .refused
      case 4: .unsound
      case 255: .hung
      case 129...: .crashed(signal: code - 128)
      default: .refused
      }
  }
}
