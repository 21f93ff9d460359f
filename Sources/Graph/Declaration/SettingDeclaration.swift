/// A text, or a list of texts, that a node is built with.
package struct SettingDeclaration: Sendable {
  /// What the text stands for.
  package enum Form: Sendable, Equatable {
    case text
    /// A file to read; relative to the patch that names it.
    case file
    /// Several texts.
    case list
    /// One of these names.
    case choice([String])
  }

  package let name: String
  package let form: Form

  /// The value where the patch gives none.
  package let initial: SettingValue

  package let isRequired: Bool

  /// Whether a change means building the node anew, or concerns only the back end.
  package let rebuilds: Bool
  package let doc: String

  /// Any text; whether it will do is for the node to say.
  package static func text(
    _ name: String, default initial: String, isRequired: Bool = false, _ doc: String
  ) -> Self {
    Self(
      name: name, form: .text, initial: .text(initial), isRequired: isRequired, rebuilds: true,
      doc: doc)
  }

  /// One of `names`.
  package static func choice(
    _ name: String, _ names: [String], default initial: String, _ doc: String
  ) -> Self {
    Self(
      name: name, form: .choice(names), initial: .text(initial), isRequired: false, rebuilds: true,
      doc: doc)
  }

  /// The path of a file; an empty one where none is named and none `isRequired`.
  package static func file(_ name: String, isRequired: Bool, _ doc: String) -> Self {
    Self(
      name: name, form: .file, initial: .text(""), isRequired: isRequired, rebuilds: true, doc: doc)
  }

  /// The ports of other clients that the back end connects, as regular expressions.
  package static let connect = Self(
    name: "connect", form: .list, initial: .list([]), isRequired: false, rebuilds: false,
    doc: "Ports to connect to, as names or regular expressions, whenever they appear.")

  /// The ports of the ALSA sequencer that the back end listens to, as regular expressions.
  package static let alsa = Self(
    name: "alsa", form: .list, initial: .list([]), isRequired: false, rebuilds: false,
    doc: "Ports of the ALSA sequencer to hear, too, as names or regular expressions.")
}
