import Graph

/// How it went when a patch file was to be loaded.
struct LoadOutcome {
  let path: String

  /// What the patch has changed; `nil` if it did not load.
  let summary: LoadSummary?

  /// All that is wrong with it, each diagnostic ended by a newline.
  let complaint: String
}
