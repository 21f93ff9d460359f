/// What a client may do.
package enum OSCRight: Sendable {
  /// Play: set parameters, steer time, go through the set list, end every note; ask, and listen.
  case playing

  /// All of that, and change which patch plays: load, save, edit, take edits back, bind, end strumd.
  case administration
}

extension OSCCommand {
  /// Whether it takes the right to administrate.
  func isAdministration(_ arguments: [OSCArgument]) -> Bool {
    switch self {
    case .load: !arguments.isEmpty
    case .save, .check, .preload, .addNode, .removeNode, .renameNode, .addWire, .removeWire, .bind,
      .unbind,
      .learn, .cancelLearning, .monitor, .ledgerReset, .quit, .loadChart, .undo, .redo:
      true
    default: false
    }
  }
}
