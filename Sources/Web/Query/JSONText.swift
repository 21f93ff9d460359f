import OSCControl
private import YAML

/// Texts of OSCQuery that are written by us.
enum JSONText {
  static func command(_ change: AddressChange) -> String {
    switch change {
    case .added(let path): command("PATH_ADDED", .string(path))
    case .removed(let path): command("PATH_REMOVED", .string(path))
    case .changed(let path): command("PATH_CHANGED", .string(path))
    case .renamed(let old, let new):
      command("PATH_RENAMED", ["OLD": .string(old), "NEW": .string(new)])
    }
  }

  private static func command(_ command: String, _ data: JSON) -> String {
    let json: JSON = ["COMMAND": .string(command), "DATA": data]
    return json.compact
  }
}
