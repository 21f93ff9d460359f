/// What libyaml says of a text that is no YAML.
struct YAMLSyntaxError: Error {
  let message: String
  let mark: Mark
  /// Where what could not be finished begins, such as an open bracket.
  let beginning: Mark?
}
