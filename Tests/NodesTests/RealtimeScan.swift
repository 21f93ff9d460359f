import Foundation

/// Finds functions of the audio thread that the compiler was not asked to check.
///
/// Neither the protocol's requirement nor its callers force `@_noLocks` on a node's `process`, so
/// that this reads the sources.
struct RealtimeScan {
  /// A function without the attribute, as "file:line name".
  typealias Finding = String

  /// The functions that run on the control thread by contract, whatever file they stand in.
  static let controlNames: Set<String> = [
    "init", "deinit", "finish", "deallocate", "allocate", "prepare",
  ]

  /// Finds every node's `process` and every command's `apply` in `source` without the attribute.
  static func unmarkedEntries(in source: String, file: String) -> [Finding] {
    unmarked(in: source, file: file) { line in
      line.contains("mutating func process(_ cycle:") || line.contains("mutating func apply(to ")
    }
  }

  /// Finds every function in `source`, called by one that has the attribute, without it.
  static func unmarkedCallees(in source: String, file: String) -> [Finding] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let called = Set(bodies(of: lines).flatMap(calls))
    return unmarked(in: source, file: file) { line in
      guard let name = functionName(line) else { return false }
      return called.contains(name) && !controlNames.contains(name)
    }
  }

  private static func unmarked(
    in source: String, file: String, where isMeant: (String) -> Bool
  ) -> [Finding] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.compactMap { index in
      guard isMeant(lines[index]), !isMarked(lines, index) else { return nil }
      return "\(file):\(index + 1) \(functionName(lines[index]) ?? "process")"
    }
  }

  /// Whether the attributes above the function at `index` hold one that settles the matter.
  private static func isMarked(_ lines: [String], _ index: Int) -> Bool {
    var line = index
    while line >= 0 {
      let text = lines[line].trimmingCharacters(in: .whitespaces)
      guard line == index || text.hasPrefix("@") else { return false }
      if text.hasPrefix("@_noLocks") || text.contains("no_performance_analysis") { return true }
      if text.hasPrefix("@inlinable") { return true }
      line -= 1
    }
    return false
  }

  /// The name of the function that `line` declares, or `nil`.
  private static func functionName(_ line: String) -> String? {
    guard let range = line.range(of: #"\bfunc [a-zA-Z_]+"#, options: .regularExpression) else {
      return nil
    }
    return String(line[range].dropFirst(5))
  }

  /// The lines of every function that has the attribute, by indentation.
  private static func bodies(of lines: [String]) -> [String] {
    var bodies: [String] = []
    var index = 0
    while index < lines.count {
      guard lines[index].trimmingCharacters(in: .whitespaces).hasPrefix("@_noLocks") else {
        index += 1
        continue
      }
      let indent = lines[index].prefix { $0 == " " }
      var body: [String] = []
      index += 1
      while index < lines.count, lines[index] != indent + "}",
        !lines[index].isEmpty || !body.isEmpty
      {
        body.append(lines[index])
        if body.count == 1, lines[index].hasSuffix("}") { break }
        index += 1
      }
      bodies.append(body.joined(separator: "\n"))
    }
    return bodies
  }

  /// The names that `body` calls.
  private static func calls(_ body: String) -> [String] {
    var names: [String] = []
    var rest = body[...]
    while let range = rest.range(of: #"[a-zA-Z_]+\("#, options: .regularExpression) {
      names.append(String(rest[range].dropLast()))
      rest = rest[range.upperBound...]
    }
    return names
  }
}
