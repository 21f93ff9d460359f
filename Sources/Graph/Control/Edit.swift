/// What it takes to bring something back to how it was: the inverse of a command.
enum Edit {
  case patch(PatchVersion)
  case parameters([(node: String, parameter: String, value: Float)])

  /// Whether this is about the same single parameter as `other`, like the many steps of one turn of a
  /// knob.
  func continues(_ other: Edit?) -> Bool {
    guard case .parameters(let mine) = self, case .parameters(let others)? = other,
      mine.count == 1, others.count == 1
    else { return false }
    return mine[0].node == others[0].node && mine[0].parameter == others[0].parameter
  }
}
