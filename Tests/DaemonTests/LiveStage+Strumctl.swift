/// What a strumd says of itself whose OSC port is known.
extension LiveStage {
  /// What strumctl says.
  @discardableResult
  func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try run([Self.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  /// In beats a minute.
  func tempo(_ port: String) throws -> Double {
    Double(try strumctl(port, "get", "/tempo").dropLast()) ?? 0
  }

  func isRolling(_ port: String) throws -> Bool {
    try strumctl(port, "status", "--json").contains("\"rolling\": true")
  }
}
