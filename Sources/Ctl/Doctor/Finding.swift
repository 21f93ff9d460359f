import YAML

/// What a look at one side of the machine has shown.
struct Finding {
  enum Verdict: String {
    case ok

    /// It works, but not as well as it could.
    case advice

    /// The band will stumble, or not play at all.
    case wrong
  }

  let subject: String
  let verdict: Verdict
  let text: String

  /// The shell command that mends it; empty where nothing is to be mended.
  let remedy: String

  static func ok(_ subject: String, _ text: String) -> Finding {
    Finding(subject: subject, verdict: .ok, text: text, remedy: "")
  }

  static func advice(_ subject: String, _ text: String, _ remedy: String) -> Finding {
    Finding(subject: subject, verdict: .advice, text: text, remedy: remedy)
  }

  static func wrong(_ subject: String, _ text: String, _ remedy: String) -> Finding {
    Finding(subject: subject, verdict: .wrong, text: text, remedy: remedy)
  }

  /// A line, and one with the command that mends it.
  var lines: [String] {
    let head = padded(verdict.rawValue, 8) + padded(subject, 20) + text
    return remedy.isEmpty ? [head] : [head, "          " + remedy]
  }

  var json: JSON {
    [
      "subject": .string(subject), "verdict": .string(verdict.rawValue), "text": .string(text),
      "remedy": .string(remedy),
    ]
  }
}
