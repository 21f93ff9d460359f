import Band
import Foundation

/// The styles that come with the program, by name.
enum Styles {
  static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "styles")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// The page that tells how to write a style.
  static func manual() throws -> String {
    let page = directory.deletingLastPathComponent().appending(path: "docs/styles.md")
    return try String(contentsOf: page, encoding: .utf8)
  }

  static func load(_ name: String) throws -> Style {
    let file = directory.appending(path: name + ".yaml")
    return try StyleFile.parse(String(contentsOf: file, encoding: .utf8), name: name + ".yaml")
  }
}
