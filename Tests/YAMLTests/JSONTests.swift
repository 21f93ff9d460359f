import Testing

@testable import YAML

@Suite struct JSONTests {
  @Test func `JSON keeps its order, escapes text, and puts on a line what fits it`() {
    let value = JSON.object([
      ("b", "\"hi\"\n\u{1}"), ("a", [1, .null, true]), ("rows", [["t": 0], [:]]), ("c", []),
    ])
    #expect(
      value.compact
        == #"{"b":"\"hi\"\n\u0001","a":[1,null,true],"rows":[{"t":0},{}],"c":[]}"#)
    #expect(
      JSON.object([("rows", .array([JSON](repeating: value, count: 2)))]).pretty == #"""
        {
          "rows": [
            {"b": "\"hi\"\n\u0001", "a": [1, null, true], "rows": [{"t": 0}, {}], "c": []},
            {"b": "\"hi\"\n\u0001", "a": [1, null, true], "rows": [{"t": 0}, {}], "c": []}
          ]
        }

        """#)
  }

  @Test func `a list of numbers stands on one line, however long`() {
    let numbers = JSON.array((0..<100).map { .integer($0) })
    #expect(numbers.pretty.contains(", 98, 99]\n"))
    #expect(JSON.array([numbers, numbers]).pretty.split(separator: "\n").count == 4)
  }

  @Test(arguments: [
    (0.5, 2, "0.5"), (-1.23456, 3, "-1.235"), (12.999, 1, "13"), (.nan, 2, "0"),
    (.infinity, 0, "0"),
  ])
  func `numbers have as many digits as matter`(value: Double, places: Int, text: String) {
    #expect(JSON.number(value, places: places).compact == text)
  }

  @Test(arguments: [Double.nan, -.nan, .infinity, -.infinity])
  func `what is no number is written as null, as JSON knows no other`(value: Double) {
    #expect(JSON.array([.number(value), 1]).compact == "[null,1]")
  }

  @Test func `what is written in percents is decoded`() {
    let text = { (text: Substring) in
      percentDecoded(text).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(text("a%20b%c3%A9") == "a bé")
    #expect(text("") == "")
    for broken in ["%", "%2", "%zz", "%+1", "a% 1"] {
      #expect(text(broken[...]) == nil, "\(broken)")
    }
  }
}
