/// What libyaml says of a text that is no YAML.
struct YAMLSyntaxError: Error {
  let message: String
  let mark: Mark
}
