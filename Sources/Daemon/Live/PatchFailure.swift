import YAML

/// Why a patch file does not play, as its author is to read it.
struct PatchFailure: Error, Sendable {
  /// All diagnostics, each ended by a newline.
  let text: String
}

extension PatchFailure {
  init(_ diagnostics: Diagnostics) {
    self.init(text: diagnostics.all.map(\.description).joined())
  }
}
