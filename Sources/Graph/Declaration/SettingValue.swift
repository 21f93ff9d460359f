/// The value of a setting.
package enum SettingValue: Hashable, Sendable {
  case text(String)
  case list([String])

  /// The text, or the list's first entry, or nothing.
  package var text: String {
    switch self {
    case .text(let text): text
    case .list(let texts): texts.first ?? ""
    }
  }

  /// The list, or the text as its only entry.
  package var list: [String] {
    switch self {
    case .text(let text): text.isEmpty ? [] : [text]
    case .list(let texts): texts
    }
  }
}
