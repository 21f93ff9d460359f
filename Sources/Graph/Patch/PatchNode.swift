/// A node as a patch names it.
package struct PatchNode: Hashable, Sendable {
  /// Letters, digits and underscores, a letter first, at most 32; unique in the patch.
  package var id: String
  package var kind: String

  /// Values of parameters that the patch gives, by name, in the parameter's unit.
  package var parameters: [String: Float]

  /// Values of settings that the patch gives, by name.
  package var settings: [String: SettingValue]

  package init(
    id: String, kind: String, parameters: [String: Float] = [:],
    settings: [String: SettingValue] = [:]
  ) {
    self.id = id
    self.kind = kind
    self.parameters = parameters
    self.settings = settings
  }
}
