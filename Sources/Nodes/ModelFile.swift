internal import Graph
private import Platform
internal import Weights

/// Finds and reads the files of trained models by name.
enum ModelFile {
  /// The path and the bytes of the model `name`, or `nil` where there is none, or for "none".
  ///
  /// It is a file `models/NAME.ENDING` in one of the data folders or, where the name holds a slash, a
  /// file relative to the patch, which must be there. No more than `limit` bytes are read, and one to
  /// tell that there were more.
  static func read(
    _ name: String, ending: String, limit: Int, _ environment: Environment
  ) throws(NodeError) -> (path: String, bytes: [UInt8])? {
    guard name != "none" else { return nil }
    for path in candidates(name, ending, environment) {
      if !FileStamp(path).isElse, let bytes = try? readFile(path, limit: limit + 1) {
        return (path, bytes)
      }
    }
    guard !name.contains("/") else {
      throw NodeError("there is no file '\(name)'; write none to do without", subject: "model")
    }
    return nil
  }

  /// The model `name`, made of its bytes, or `nil` where there is none.
  static func load<Model>(
    _ name: String, ending: String, limit: Int, _ environment: Environment,
    _ make: ([UInt8]) throws(WeightError) -> Model
  ) throws(NodeError) -> Model? {
    let file = try read(name, ending: ending, limit: limit, environment)
    guard let (path, bytes) = file else { return nil }
    do {
      return try make(bytes)
    } catch {
      throw NodeError("\(path): \(error.message)", subject: "model")
    }
  }

  private static func candidates(
    _ name: String, _ ending: String, _ environment: Environment
  ) -> [String] {
    guard !name.contains("/") else {
      return [name.hasPrefix("/") ? name : environment.patchDirectory + "/" + name]
    }
    return environment.dataDirectories.map { "\($0)/models/\(name).\(ending)" }
  }
}
