internal import Graph
internal import Melody
private import Weights

/// Reads models of melodies by name.
enum MelodyModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 5 << 20

  /// Reads the model `name`, as ``ModelFile`` finds it, or returns `nil` where there is none.
  static func load(_ name: String, _ environment: Environment) throws(NodeError) -> MelodyModel? {
    let file = try ModelFile.read(name, ending: "melody", limit: limit, environment)
    guard let (path, bytes) = file else { return nil }
    do {
      return try MelodyModel(bytes)
    } catch {
      throw NodeError("\(path): \(error.message)", subject: "model")
    }
  }
}
