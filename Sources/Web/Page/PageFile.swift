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
    bytes = Self.bytes(of: file)
    type = Self.type(name)
    tag = Self.tags[name] ?? ""
  }

  private static func bytes(of file: (name: String, text: StaticString)) -> [UInt8] {
    file.name == front ? styledFront : file.text.withUTF8Buffer { Array($0) }
  }

  /// The tags of all files, which take half a millisecond to be worked out.
  private static let tags = [String: String](
    uniqueKeysWithValues: PageFiles.all.map {
      ($0.name, "\"\(Fingerprint(bytes(of: $0)).text)\"")
    })

  /// What the page may load, and call: nothing but us.
  static let policy =
    "default-src 'self'; style-src 'self' 'nonce-\(nonce)'; connect-src 'self' ws:; "
    + "img-src 'self' data:; frame-ancestors 'none'"

  /// The file that a browser asks for first.
  private static let front = "index.html"

  /// It with its styles in the place of the links to them: a browser shows nothing until it has them all, and
  /// so it shows something as soon as it has this one file.
  private static let styledFront: [UInt8] = {
    var text = ""
    for file in PageFiles.all where file.name == front { text = "\(file.text)" }
    for file in PageFiles.all where file.name.hasSuffix(".css") {
      text.replace(
        #"<link rel="stylesheet" href="/page/\#(file.name)">"#,
        with: #"<style nonce="\#(nonce)">\#(file.text)</style>"#)
    }
    return Array(text.utf8)
  }()

  /// Marks the styles that are ours, and is not known to who would add others.
  private static let nonce = String(UInt64.random(in: .min ... .max), radix: 36)

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
