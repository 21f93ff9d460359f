extension OSCServer {
  /// The formats of charts, by the endings of their files.
  private static let charts: Set = ["cho", "musicxml", "yaml"]

  /// Whether the arguments are such as `command` takes.
  func check(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    let arguments = request.arguments
    let isRight =
      switch command {
      case .load: arguments.isEmpty || arguments.count == 1 && arguments[0].text != nil
      case .save: Self.isSaving(arguments)
      case .chart:
        arguments.isEmpty
          || arguments.count == 1 && Self.charts.contains(arguments[0].text ?? "")
      case .check, .preload, .removeNode, .addWire, .removeWire, .bind, .unbind, .loadChart:
        arguments.count == 1 && arguments[0].text != nil
      case .renameNode: arguments.count == 2 && arguments.allSatisfy { $0.text != nil }
      case .addNode:
        arguments.count >= 2 && arguments.count % 2 == 0
          && arguments.enumerated().allSatisfy { $0 > 1 && $0 % 2 == 1 || $1.text != nil }
      case .learn: !arguments.isEmpty && arguments.allSatisfy { $0.written != nil }
      case .goTo, .goToBar:
        arguments.count == 1 && (arguments[0].text ?? arguments[0].written) != nil
      case .tempo: arguments.isEmpty || arguments.count == 1 && Self.isFinite(arguments[0])
      case .atBeat, .atBar: Self.isPlacing(arguments)
      case .subscribe, .unsubscribe, .ping, .sync: true
      case .monitor, .levels:
        arguments.isEmpty || arguments.count == 1 && Self.isFinite(arguments[0])
      case .dump, .graph, .kinds, .status, .limits, .version, .ledger, .ledgerDump, .readings,
        .setlist, .midiMap:
        arguments.isEmpty || arguments == [.impulse] || arguments == [.null]
      case .cancelAt, .cancelLearning, .next, .previous, .ledgerReset, .tap, .start, .stop,
        .downbeat,
        .doubleTime,
        .halfTime, .panic, .undo, .redo, .quit:
        arguments.isEmpty || arguments.count == 1 && Self.isTrigger(arguments[0])
      }
    guard isRight else { throw OSCFailure(.badArgument, command.usage) }
    if request.peer.right == .playing, command.isAdministration(arguments) {
      throw OSCFailure(
        .forbidden, "\(command.rawValue) is for strumd's own user, root, and the token")
    }
    try confine(command, request)
  }

  private static func isSaving(_ arguments: [OSCArgument]) -> Bool {
    switch arguments.count {
    case 1: arguments[0].text != nil
    case 2: arguments[0].text != nil && (arguments[1].text == "replace")
    default: false
    }
  }

  private static func isPlacing(_ arguments: [OSCArgument]) -> Bool {
    guard let count = arguments.first?.number, count >= 1, count <= Double(MusicalQueue.horizon)
    else { return false }
    return arguments.count == 1 || arguments[1].text?.hasPrefix("/") == true
  }

  private static func isFinite(_ argument: OSCArgument) -> Bool {
    argument.number?.isFinite ?? false
  }

  private static func isTrigger(_ argument: OSCArgument) -> Bool {
    argument == .impulse || argument == .null || argument.number != nil
  }
}
