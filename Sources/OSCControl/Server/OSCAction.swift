private import Graph

/// What a request asks for, once it is known to be possible.
enum OSCAction {
  case set([ControlChange], isClamped: Bool)
  case read([Int])
  case edit(ControlEdit)
  case command(OSCCommand)
}

extension OSCAction {
  var isEdit: Bool {
    if case .edit = self { true } else { false }
  }

  /// What it changes in the patch, or in the values of `parameters`.
  func edits(_ parameters: [ControlParameter]) -> [ControlEdit] {
    switch self {
    case .edit(let edit): [edit]
    case .set(let changes, _):
      changes.map { change in
        let parameter = parameters[change.parameter]
        return .set(
          node: parameter.node, parameter: parameter.declaration.name, value: change.value)
      }
    case .read, .command: []
    }
  }

  var isSet: Bool {
    if case .set = self { true } else { false }
  }
}
