/// What can be asked of an address by `?NAME`.
enum QueryAttribute: String, CaseIterable {
  case fullPath = "FULL_PATH"
  case contents = "CONTENTS"
  case type = "TYPE"
  case access = "ACCESS"
  case value = "VALUE"
  case range = "RANGE"
  case unit = "UNIT"
  case clipMode = "CLIPMODE"
  case critical = "CRITICAL"
  case description = "DESCRIPTION"
  case extendedType = "EXTENDED_TYPE"
}
