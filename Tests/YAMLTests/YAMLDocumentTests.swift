import Testing
import YAML

@Suite struct YAMLDocumentTests {
  @Test func `scalars stay text`() throws {
    let root = try YAMLDocument.parse("[no, on, E, Bb, 014, 12:30, ~, 'a b']", name: "t")
    var diagnostics = YAMLDocument("x", name: "t").diagnostics
    #expect(
      diagnostics.texts(root, "it") == ["no", "on", "E", "Bb", "014", "12:30", "~", "a b"])
    #expect(diagnostics.isEmpty)
  }

  @Test func `mappings keep their order and their places`() throws {
    let root = try YAMLDocument.parse("b: 1\na:\n  - x\n  - {c: d}\n", name: "t")
    guard case .mapping(let mapping) = root.content else {
      Issue.record("no mapping")
      return
    }
    #expect(mapping.entries.map(\.key) == ["b", "a"])
    #expect(mapping.entries[1].keyPlace.start == Mark(line: 2, column: 1))
    guard case .sequence(let items)? = mapping["a"]?.content else {
      Issue.record("no sequence")
      return
    }
    #expect(items.map(\.place.start) == [Mark(line: 3, column: 5), Mark(line: 4, column: 5)])
  }

  @Test(arguments: [
    ("a: &x 1", "t:1:4: error: the anchor '&x' is not allowed"),
    ("a: &x 1\nb: *x", "t:2:4: error: the alias '*x' is not allowed"),
    ("a: !!int 1", "t:1:4: error: the tag '!!int' is not allowed"),
    ("a: 1\n---\nb: 2", "t:2:1: error: a second document begins here; a file holds one"),
    ("a: 1\nb: 2\na: 3", "t:3:1: error: 'a' is given twice (first at line 1)"),
    ("[a]: 1", "t:1:1: error: a key must be a word, not a list"),
    ("{a: 1}: 1", "t:1:1: error: a key must be a word, not a mapping"),
    ("'': 1", "t:1:1: error: a key is missing before ':'"),
    ("a:\n\tb: 1", "t:2:1: error: a tab cannot indent or separate here"),
    ("a: [1, 2", "error: while parsing a flow sequence from line 1, did not find expected"),
    ("a: 'x", "error: while scanning a quoted scalar from line 1, found unexpected end of stream"),
    ("a: \"\u{1}\"", "error: control characters are not allowed"),
    ("", "t:1:1: error: the file is empty"),
    ("# nothing\n", "t:1:1: error: the file is empty"),
  ])
  func `what the subset refuses is named`(text: String, message: String) {
    let rendered = YAMLDocument(text, name: "t").diagnostics.description
    #expect(rendered.contains(message), "\(rendered)")
  }

  @Test func `text that is not UTF-8 is refused where it breaks`() {
    let document = YAMLDocument(Array("a: 1\né: ".utf8) + [0xC3, 0x28], name: "t")
    #expect(document.root == nil)
    #expect(document.diagnostics.description.hasPrefix("t:2:4: error: the text is not UTF-8\n"))
  }

  @Test func `thirty-two levels are read and thirty-three refused`() {
    func nested(_ depth: Int) -> YAMLDocument {
      YAMLDocument(
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth), name: "t")
    }
    #expect(nested(32).diagnostics.isEmpty)
    #expect(
      nested(33).diagnostics.description.contains("t:1:33: error: nested more than 32 levels deep"))
    #expect(!nested(100_000).diagnostics.isEmpty)
  }

  @Test func `too many values are refused`() {
    let text = "[" + String(repeating: "a,", count: 200_001) + "]"
    #expect(YAMLDocument(text, name: "t").diagnostics.description.contains("more than 200,000"))
  }

  @Test func `more than a mebibyte is refused`() {
    let largest = "# " + String(repeating: "x", count: 1 << 20)
    let document = YAMLDocument(largest, name: "t")
    #expect(
      document.diagnostics.description
        == "t:1:1: error: the file has 1048578 bytes; at most 1 MiB is read\n")
  }

  @Test func `everything forbidden is found in one pass and the values still read`() {
    let document = YAMLDocument("a: &x 1\na: 2\nb: !t 3\n", name: "t")
    #expect(document.diagnostics.all.map(\.place.start.line) == [1, 2, 3])
    #expect(document.root != nil)
  }
}
