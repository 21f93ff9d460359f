internal import Ear
internal import Graph

/// Reads beat models by name.
enum BeatModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 4 << 20

  /// Reads the model `name`, as ``ModelFile`` finds it, or returns `nil` where there is none.
  static func load(_ name: String, _ environment: Environment) throws(NodeError) -> BeatModel? {
    try ModelFile.load(name, ending: "beats", limit: limit, environment, BeatModel.init)
  }
}
