extension Engine {
  /// How many changes can be taken back.
  package static var undoLimit: Int { 100 }

  /// Takes back the last change of parameters or patch that was not taken back yet.
  ///
  /// Returns `false` if there is none, or if its nodes are gone.
  @discardableResult
  package func undo() -> Bool { take(back: claim(.undo)) }

  /// Makes the change again that was taken back last.
  @discardableResult
  package func redo() -> Bool { take(back: claim(.redo)) }

  /// Takes the latest change of `direction` off the list, to take it back with ``take(back:with:)``.
  package func claim(_ direction: Reversal.Direction) -> Reversal? {
    history.take(direction).map { Reversal($0, direction) }
  }

  /// Takes a claimed change back; `prepared` holds nodes of its patch that are ready.
  @discardableResult
  package func take(back reversal: Reversal?, with prepared: PreparedPatch? = nil) -> Bool {
    guard let reversal, let now = inverse(of: reversal.edit) else { return false }
    if let earlier = reversal.version {
      let patch = prepared ?? PreparedPatch(earlier, [:])
      let done: LoadSummary? = try? apply(patch, setting: reversal.edit.parameters)
      guard done != nil else { return false }
    } else {
      guard apply(reversal.edit.parameters, at: nil) != nil else { return false }
    }
    history.note(now, after: reversal.direction)
    return true
  }

  /// Takes over what can be taken back and made again from an engine whose place this one takes.
  package func inheritHistory(of predecessor: Engine) {
    history.inherit(predecessor.history)
  }

  /// What brings the parameters back to what they are now; `nil` if one of them does not exist.
  func inverse(of settings: [(node: String, parameter: String, value: Float)]) -> Edit? {
    let now = settings.compactMap { setting in
      parameter(setting.node, setting.parameter).map {
        (node: setting.node, parameter: setting.parameter, value: settledValue(of: $0))
      }
    }
    return now.count == settings.count ? Edit(parameters: now) : nil
  }

  /// What brings parameters back that are set together with `version`, by the names that their nodes have
  /// now; those of nodes that are not there are left out.
  func inverse(
    of settings: [(node: String, parameter: String, value: Float)], in version: PatchVersion
  ) -> [(node: String, parameter: String, value: Float)] {
    settings.compactMap { setting in
      guard let node = former(setting.node, version),
        let parameter = node.parameter(setting.parameter)
      else { return nil }
      return (node.id, setting.parameter, settledValue(of: parameter))
    }
  }

  /// What would take `edit` back, once it is made; `nil` if its nodes are gone.
  private func inverse(of edit: Edit) -> Edit? {
    guard let earlier = edit.version else { return inverse(of: edit.parameters) }
    return Edit(
      version: version.returning(from: earlier),
      parameters: inverse(of: edit.parameters, in: earlier))
  }
}
