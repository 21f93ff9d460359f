/// The list of plugins that are left out, which people edit.
///
/// A line each: the URI, a tab, and why.
struct BarredPlugins {
  let path: String

  /// Why each of them is left out, by URI.
  var reasons: [String: String] {
    var reasons: [String: String] = [:]
    for line in TextFile.lines(path) {
      let fields = line.split(separator: "\t", maxSplits: 1)
      if fields.count == 2 { reasons[String(fields[0])] = String(fields[1]) }
    }
    return reasons
  }

  func add(_ uri: String, reason: String) {
    guard reasons[uri] == nil else { return }
    TextFile.append("\(uri)\t\(reason)", to: path)
  }
}
