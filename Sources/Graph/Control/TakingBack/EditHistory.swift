/// How to take back what was done, and what was taken back.
struct EditHistory {
  /// The latest last.
  private var undoable: [Edit] = []
  private var redoable: [Edit] = []

  /// The parameter that the latest of them has set, knob by knob, and when it was taken hold of, in
  /// ticks.
  private(set) var turned: (parameter: Parameter, time: UInt64)?

  /// Takes the latest change of `direction` off its list.
  mutating func take(_ direction: Reversal.Direction) -> Edit? {
    turned = nil
    return direction == .undo ? undoable.popLast() : redoable.popLast()
  }

  /// Takes note of what takes a change of `direction` back in its turn.
  mutating func note(_ inverse: Edit, after direction: Reversal.Direction) {
    switch direction {
    case .undo: redoable.append(inverse)
    case .redo: undoable.append(inverse)
    }
  }

  /// Remembers how to take back a change that is about to be made.
  mutating func remember(_ inverse: Edit) {
    redoable = []
    turned = nil
    guard !inverse.continues(undoable.last) else { return }
    undoable.append(inverse)
    if undoable.count > Engine.undoLimit { undoable.removeFirst() }
  }

  /// Takes note that `parameter` was taken hold of at `time`, in ticks, which `setting` takes back: together
  /// with the change before where that `isGoingOn`.
  mutating func grasp(
    _ parameter: Parameter, _ setting: (node: String, parameter: String, value: Float),
    at time: UInt64, isGoingOn: Bool
  ) {
    if isGoingOn, !undoable.isEmpty {
      undoable[undoable.count - 1].include(setting)
    } else {
      remember(Edit(parameters: [setting]))
    }
    turned = (parameter, time)
  }

  /// Takes over what `predecessor` could take back and make again.
  mutating func inherit(_ predecessor: EditHistory) {
    undoable = predecessor.undoable
    redoable = predecessor.redoable
  }

  /// Forgets how to take back the latest change of the patch.
  mutating func forgetPatch() {
    if let last = undoable.lastIndex(where: { $0.version != nil }) { undoable.remove(at: last) }
  }
}
