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
    let now = settings.compactMap { setting in
      parameter(setting.node, setting.parameter).map {
        (node: setting.node, parameter: setting.parameter, value: $0.value)
      }
    }
    return now.count == settings.count ? Edit(parameters: now) : nil
  }

  private func takeBack(
    from source: ReferenceWritableKeyPath<Engine, [Edit]>,
    to target: ReferenceWritableKeyPath<Engine, [Edit]>
  ) -> Bool {
    guard let edit = self[keyPath: source].popLast() else { return false }
    guard let now = inverse(of: edit) else { return false }
    if let earlier = edit.version {
      let done: LoadSummary? = try? apply(PreparedPatch(earlier, [:]), setting: edit.parameters)
      guard done != nil else { return false }
    } else {
      guard apply(edit.parameters, at: nil) != nil else { return false }
    }
    self[keyPath: target].append(now)
    return true
  }

  /// What would take `edit` back, once it is made; `nil` if its nodes are gone.
  private func inverse(of edit: Edit) -> Edit? {
    guard edit.version != nil else { return inverse(of: edit.parameters) }
    let there = edit.parameters.filter { parameter($0.node, $0.parameter) != nil }
    return Edit(version: version, parameters: inverse(of: there)?.parameters ?? [])
  }
}
