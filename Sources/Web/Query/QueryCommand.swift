/// What a client of OSCQuery says in words: `{"COMMAND": "LISTEN", "DATA": "/tempo"}`.
package struct QueryCommand: Equatable {
  package let command: String
  package let data: String

  /// The most bytes of such a text.
  static let limit = 4096

  /// Reads a text, or returns `nil` where it is not an object with two texts of these names.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.limit else { return nil }
    var reader = JSONTextReader(text)
    guard let fields = reader.fields(), let command = fields["COMMAND"], let data = fields["DATA"]
    else { return nil }
    self.command = command
    self.data = data
  }
}
