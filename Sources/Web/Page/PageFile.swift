private import Platform

/// A file of the page.
struct PageFile {
  let bytes: [UInt8]
  let type: String

  /// Changes whenever the file does.
  let tag: String

  /// Finds a file by its name.
  init?(_ name: String) {
    guard let file = PageFiles.all.first(where: { $0.name == name }) else { return nil }
    bytes = file.text.withUTF8Buffer { Array($0) }
    type = Self.type(name)
    tag = "\"\(Fingerprint(bytes).text)\""
  }

  private static func type(_ name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "json", "webmanifest": "application/json"
    default: "application/octet-stream"
    }
  }
}
