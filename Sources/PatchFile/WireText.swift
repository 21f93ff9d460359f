/// A chain of wires as text: "guitar -> clean -> ear", "ear.chord -> band.chord".
struct WireText {
  /// A node, and a port of it where one is named.
  struct End {
    let node: String
    let port: String?
    /// Where the end stands in the text, in scalars.
    let offset: Int
    let length: Int
  }

  let ends: [End]
  let isFeedback: Bool

  /// Cuts `text`, or throws what is wrong, in which part of it.
  init(_ text: String) throws(WireTextError) {
    var parts: [(text: [Unicode.Scalar], offset: Int)] = [([], 0)]
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == "-", index + 1 < scalars.count, scalars[index + 1] == ">" {
        parts.append(([], index + 2))
        index += 2
      } else {
        parts[parts.count - 1].text.append(scalars[index])
        index += 1
      }
    }
    guard parts.count > 1 else {
      throw WireTextError(message: "a wire lacks its '->'", offset: 0, length: scalars.count)
    }
    isFeedback = Self.takeFeedback(&parts[parts.count - 1].text)
    var ends: [End] = []
    for part in parts { ends.append(try Self.end(part.text, offset: part.offset)) }
    self.ends = ends
  }

  /// Removes the word "feedback" from the end of a wire, and returns whether it was there.
  private static func takeFeedback(_ text: inout [Unicode.Scalar]) -> Bool {
    let word = Array(" feedback".unicodeScalars)
    while text.last == " " { text.removeLast() }
    guard text.suffix(word.count) == word[...],
      text.dropLast(word.count).contains(where: { $0 != " " })
    else { return false }
    text.removeLast(word.count)
    return true
  }

  private static func end(_ text: [Unicode.Scalar], offset: Int) throws(WireTextError) -> End {
    let blanks = text.prefix { $0 == " " }.count
    var name = text.dropFirst(blanks)
    while name.last == " " { name.removeLast() }
    let start = offset + blanks
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map {
      String(String.UnicodeScalarView($0))
    }
    guard !name.isEmpty, !name.contains(" "), parts.allSatisfy({ !$0.isEmpty }) else {
      let shown = String(String.UnicodeScalarView(name))
      throw WireTextError(
        message: shown.isEmpty ? "a wire lacks an end" : "'\(shown)' is neither a node nor a port",
        offset: start, length: max(name.count, 1))
    }
    return End(
      node: parts[0], port: parts.count > 1 ? parts[1] : nil, offset: start, length: name.count)
  }
}

/// What is wrong with the text of a wire, in which scalars of it.
struct WireTextError: Error {
  let message: String
  let offset: Int
  let length: Int
}
