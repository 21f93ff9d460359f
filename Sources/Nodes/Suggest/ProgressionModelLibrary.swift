private import Glibc
internal import Graph
internal import Progressions

/// Finds and reads language models of chords by name.
enum ProgressionModelLibrary {
  /// The largest file that is read: no model may be larger.
  private static let limit = 5 << 20

  /// Reads the model `name`, or returns `nil` where there is none, or for "none".
  ///
  /// It is a file `models/NAME.progressions` in one of the data folders or, where the name holds a
  /// slash, a file relative to the patch, which must be there.
  static func load(_ name: String, _ environment: Environment) throws(NodeError)
    -> ProgressionModel?
  {
    guard name != "none" else { return nil }
    for path in candidates(name, environment) {
      guard let bytes = read(path) else { continue }
      do {
        return try ProgressionModel(bytes)
      } catch {
        throw NodeError("\(path): \(error.message)", subject: "model")
      }
    }
    guard !name.contains("/") else {
      throw NodeError("there is no file '\(name)'; write none to do without", subject: "model")
    }
    return nil
  }

  private static func candidates(_ name: String, _ environment: Environment) -> [String] {
    guard !name.contains("/") else {
      return [name.hasPrefix("/") ? name : environment.patchDirectory + "/" + name]
    }
    return environment.dataDirectories.map { "\($0)/models/\(name).progressions" }
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
