/// Quotes what a user wrote for use in a message: on one line, and not longer than one.
package func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars.map { scalar in
    scalar.properties.generalCategory == .control ? " " : scalar
  }
  let shown = String(String.UnicodeScalarView(scalars.prefix(60)))
  return "'" + shown + (scalars.count > 60 ? "…'" : "'")
}

/// Lists words for a sentence: "a", "a or b", "a, b or c".
package func alternatives(_ words: [String]) -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

/// Writes a number as people do: "20", "0.5".
package func plainNumber(_ number: Double) -> String {
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
