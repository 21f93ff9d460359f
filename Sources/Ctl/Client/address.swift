/// The OSC address that someone means: one that begins with a slash stands as it is, `node/name` and
/// `node.name` stand for a parameter.
func address(of text: String) -> String {
  guard !text.hasPrefix("/") else { return text }
  return "/node/" + (text.contains("/") ? text : text.replacing(".", with: "/", maxReplacements: 1))
}
