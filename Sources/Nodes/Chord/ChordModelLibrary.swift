internal import Ear
internal import Graph

/// Reads chord models by name.
enum ChordModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 4 << 20

  /// Reads the model `name`, as ``ModelFile`` finds it, or returns `nil` where there is none.
  static func load(_ name: String, _ environment: Environment) throws(NodeError) -> ChordModel? {
    try ModelFile.load(name, ending: "chords", limit: limit, environment, ChordModel.init)
  }
}
