/// Why sound is not taken, in words for whoever sends it.
package struct SoundProblem: Error, Equatable {
  package let text: String

  package init(_ text: String) { self.text = text }
}
