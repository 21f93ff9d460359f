internal import Graph
internal import Melody

/// Reads models of melodies by name.
enum MelodyModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 5 << 20

  /// Reads the model `name`, as ``ModelFile`` finds it, or returns `nil` where there is none.
  static func load(_ name: String, _ environment: Environment) throws(NodeError) -> MelodyModel? {
    try ModelFile.load(
      name, ending: "melody", limit: limit, environment, MelodyModel.init)
  }
}
