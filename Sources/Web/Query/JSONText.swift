private import YAML

/// Texts of OSCQuery that are written by us.
enum JSONText {
  static func command(_ command: String, _ data: String) -> String {
    let json: JSON = ["COMMAND": .string(command), "DATA": .string(data)]
    return json.compact
  }
}
