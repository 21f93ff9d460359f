import ArgumentParser

/// The ends of wires as they are typed: a word each, since a shell takes `->` for something else, or the text of a
/// patch file in quotes.
struct WireEnds {
  let text: String

  init(_ words: [String], isFeedback: Bool = false) throws {
    if words.count == 1, words[0].contains("->") {
      text = words[0] + (isFeedback ? " feedback" : "")
      return
    }
    guard words.count > 1 else {
      throw ValidationError("a wire has two ends, such as: clean amp, or: ear.chord band.chord")
    }
    text = words.joined(separator: " -> ") + (isFeedback ? " feedback" : "")
  }
}
