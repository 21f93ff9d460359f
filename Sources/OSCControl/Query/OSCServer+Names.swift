/// What can be named, for those who complete names.
extension OSCServer {
  /// The addresses that do something, apart from the parameters.
  package static let commandAddresses = OSCCommand.allCases.map(\.rawValue)

  /// The addresses that tell something, those of nodes and their parameters apart.
  package static let toldAddresses =
    Topics.fixed.map(\.address) + [OSCCommand.tempo, .load, .setlist].map(\.rawValue)

  /// Those that a MIDI control can move.
  package static let movableAddresses = OSCCommand.allCases.filter(\.isMovable).map(\.rawValue)
}
