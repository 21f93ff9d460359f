/// What it takes to bring something back to how it was: the inverse of a command.
struct Edit {
  /// The patch, where it was another one.
  var version: PatchVersion?

  /// The parameters that were changed by hand.
  var parameters: [(node: String, parameter: String, value: Float)] = []

  /// Brings `setting` back as well, unless it does so already.
  mutating func include(_ setting: (node: String, parameter: String, value: Float)) {
    let isThere = parameters.contains {
      $0.node == setting.node && $0.parameter == setting.parameter
    }
    if !isThere { parameters.append(setting) }
  }

  /// Whether this is about the same single parameter as `other`, like the many steps of one turn of a
  /// knob.
  func continues(_ other: Edit?) -> Bool {
    guard let other, version == nil, other.version == nil, parameters.count == 1,
      other.parameters.count == 1
    else { return false }
    return parameters[0].node == other.parameters[0].node
      && parameters[0].parameter == other.parameters[0].parameter
  }
}
