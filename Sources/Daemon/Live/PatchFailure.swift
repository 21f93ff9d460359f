/// Why a patch file does not play, as its author is to read it.
struct PatchFailure: Error {
  /// All diagnostics, each ended by a newline.
  let text: String
}
