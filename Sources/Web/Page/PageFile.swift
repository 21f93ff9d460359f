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
    let sum = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    tag = "\"\(String(sum, radix: 16))\""
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
