import OSCControl
import YAML

/// What strumd tells of one message that came in, as a line.
struct MonitorLine {
  let text: String
  let json: JSON

  /// Reads a `/monitor` or `/monitor/missed`; `nil` where `message` is neither.
  init?(_ message: OSCMessage) {
    let arguments = message.arguments
    if message.address == "/monitor/missed", let count = arguments.first?.number {
      text = "… and \(whole(count)) more"
      json = ["missed": .number(count)]
      return
    }
    guard message.address == "/monitor", arguments.count >= 4 else { return nil }
    let words = arguments.prefix(4).map(\.plainText)
    let values = Array(arguments.dropFirst(4))
    let what = [words[3].isEmpty ? "(no OSC)" : words[3], values.plainText]
    let detail = words[2].isEmpty ? "" : ": \(words[2])"
    text = Self.harmless(
      words[0] + "  " + what.filter { !$0.isEmpty }.joined(separator: " ") + "  " + words[1]
        + detail)
    json = [
      "sender": .string(words[0]), "address": .string(words[3]),
      "arguments": .array(values.map(\.json)), "outcome": .string(words[1]),
      "detail": .string(words[2]),
    ]
  }

  /// `text` without what would steer the terminal: anybody may have sent it.
  static func harmless(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "\u{fffd}" : scalar
    }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars)
    return String(shown)
  }
}
