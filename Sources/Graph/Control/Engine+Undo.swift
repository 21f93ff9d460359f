extension Engine {
  /// How many changes can be taken back.
  package static var undoLimit: Int { 100 }

  /// Takes back the last change of parameters or patch that was not taken back yet.
  ///
  /// Returns `false` if there is none, or if its nodes are gone.
  @discardableResult
  package func undo() -> Bool { takeBack(from: \.undoable, to: \.redoable) }

  /// Makes the change again that was taken back last.
  @discardableResult
  package func redo() -> Bool { takeBack(from: \.redoable, to: \.undoable) }

  /// Remembers how to take back a change that is about to be made.
  func remember(_ inverse: Edit) {
    redoable = []
    guard !inverse.continues(undoable.last) else { return }
    undoable.append(inverse)
    if undoable.count > Self.undoLimit { undoable.removeFirst() }
  }

  /// What brings the parameters back to what they are now; `nil` if one of them does not exist.
  func inverse(of settings: [(node: String, parameter: String, value: Float)]) -> Edit? {
    var now: [(node: String, parameter: String, value: Float)] = []
    for setting in settings {
      guard let parameter = parameter(setting.node, setting.parameter) else { return nil }
      now.append((setting.node, setting.parameter, parameter.value))
    }
    return .parameters(now)
  }

  private func takeBack(
    from source: ReferenceWritableKeyPath<Engine, [Edit]>,
    to target: ReferenceWritableKeyPath<Engine, [Edit]>
  ) -> Bool {
    guard let edit = self[keyPath: source].popLast() else { return false }
    switch edit {
    case .patch(let earlier):
      let inverse = Edit.patch(version)
      guard (try? apply(PreparedPatch(earlier, [:]))) != nil else { return false }
      self[keyPath: target].append(inverse)
    case .parameters(let settings):
      guard let inverse = inverse(of: settings), apply(settings, at: nil) != nil else {
        return false
      }
      self[keyPath: target].append(inverse)
    }
    return true
  }
}
