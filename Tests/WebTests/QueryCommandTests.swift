import Testing

@testable import Web

struct QueryCommandTests {
  @Test func `commands are read, whatever the order and the escapes`() throws {
    let command = try #require(
      QueryCommand(#" { "DATA" : "\/te\u006dpo", "COMMAND":"LISTEN" } "#))
    #expect(command.command == "LISTEN")
    #expect(command.data == "/tempo")
  }

  @Test(arguments: [
    "", "{", "[]", #"{"COMMAND":"LISTEN"}"#, #"{"COMMAND":"LISTEN","DATA":1}"#,
    #"{"COMMAND":"LISTEN","DATA":"/a"} x"#, #"{"COMMAND":"LISTEN","DATA":"\u12"}"#,
    #"{"COMMAND":"LISTEN","DATA":"\ud800"}"#, #"{"COMMAND":"LISTEN","DATA":"/a"#,
    #"{"COMMAND":"LISTEN","DATA":"/a",}"#, #"{"COMMAND":"LISTEN","DATA":"\uéé"#,
    #"{"COMMAND":"LISTEN","DATA":"\u+123"}"#,
  ])
  func `anything else is refused`(text: String) {
    #expect(QueryCommand(text) == nil)
  }
}
