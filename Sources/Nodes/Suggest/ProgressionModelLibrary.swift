internal import Graph
internal import Progressions

/// Reads language models of chords by name.
enum ProgressionModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 5 << 20

  /// Reads the model `name`, as ``ModelFile`` finds it, or returns `nil` where there is none.
  static func load(
    _ name: String, _ environment: Environment
  ) throws(NodeError) -> ProgressionModel? {
    try ModelFile.load(
      name, ending: "progressions", limit: limit, environment, ProgressionModel.init)
  }
}
