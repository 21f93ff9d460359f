internal import Band
internal import Graph
private import Platform
private import YAML

/// Finds and reads styles by name.
enum StyleLibrary {
  /// Reads the style `name`: a file `styles/NAME.yaml` in one of the data folders, or, where the name
  /// holds a slash or ends in `.yaml`, a file relative to the patch.
  static func load(_ name: String, _ context: NodeContext) throws(NodeError) -> Style {
    let environment = context.environment
    for path in candidates(name, environment) {
      guard let bytes = try read(path) else { continue }
      context.uses(file: path)
      do {
        return try StyleFile.parse(String(decoding: bytes, as: UTF8.self), name: path)
      } catch {
        throw NodeError("the style does not load:\n\(error)", subject: "style")
      }
    }
    throw NodeError(
      "no style is named '\(name)'; there are: \(names(environment).joined(separator: ", "))",
      subject: "style")
  }

  /// What a file looks like that is a style.
  private static let kind = TextKind("style", [("yaml", ["grooves"]), ("yml", ["grooves"])])

  /// What the file at `path` holds; `nil` where there is none.
  private static func read(_ path: String) throws(NodeError) -> [UInt8]? {
    do {
      return try kind.read(path, limit: YAMLDocument.maximumSize + 1)
    } catch .system(_) {
      return nil
    } catch {
      throw NodeError("'\(path)': \(error)", subject: "style")
    }
  }

  /// The names in a list with commas.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { name in
      let words = name.split(separator: " ")
      return words.joined(separator: " ")
    }
  }

  /// The names of the styles in the data folders, sorted.
  static func names(_ environment: Environment) -> [String] {
    var names: Set<String> = []
    for directory in environment.dataDirectories {
      for name in Folders.names(in: directory + "/styles") where name.hasSuffix(".yaml") {
        names.insert(String(name.dropLast(5)))
      }
    }
    return names.sorted()
  }

  private static func candidates(_ name: String, _ environment: Environment) -> [String] {
    guard !name.contains("/"), !name.hasSuffix(".yaml") else {
      return [name.hasPrefix("/") ? name : environment.patchDirectory + "/" + name]
    }
    return environment.dataDirectories.map { "\($0)/styles/\(name).yaml" }
  }
}
