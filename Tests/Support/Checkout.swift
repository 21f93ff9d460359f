private import Foundation

/// The files of the project, which tests use where they lie.
package enum Checkout {
  /// The folder that holds `Package.swift`.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Where the file or folder `name` lies, which is relative to ``root``.
  package static func path(_ name: String) -> String { root + "/" + name }

  package static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The files in the folder `name` that end with `suffix`, sorted, without it; none where there is no such
  /// folder.
  package static func names(in name: String, suffix: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []
    return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// The blocks of code in the page `name` that are marked as `language`, in order, as they stand.
  package static func examples(_ language: String, in name: String) throws -> [String] {
    try text(name).components(separatedBy: "\n```").filter { $0.hasPrefix(language + "\n") }
      .map { $0.dropFirst(language.count + 1) + "\n" }
  }

  /// The Python that `make test` names or has installed, else the system's.
  package static let python: String = {
    if let named = ProcessInfo.processInfo.environment["STRUMD_PYTHON"] { return named }
    let installed = path(".build/venv/bin/python3")
    return FileManager.default.isExecutableFile(atPath: installed) ? installed : "/usr/bin/python3"
  }()
}
