private import Glibc
private import Platform

/// What callers from other machines have to know: 128 random bits in a file that only we, and our
/// group, can read.
struct WebToken {
  let text: String

  /// Reads the token, or makes the file where there is none: `file`, or `name` in the state folder.
  ///
  /// Without a `file` of the user's, a token that cannot be kept serves for this run, and the log says so.
  init(file: String?, name: String = "token") throws(PatchFailure) {
    guard let path = file ?? Folders.state.map({ "\($0)/\(name)" }) else {
      text = Self.makeUp()
      Self.warn("there is no state folder")
      return
    }
    if let text = Self.read(path) {
      self.text = text
      return
    }
    text = Self.makeUp()
    guard let reason = Self.write(text, to: path) else { return }
    guard file == nil else {
      throw PatchFailure(text: "cannot write the token to \(path) (\(reason)); name another file\n")
    }
    Self.warn("cannot write \(path): \(reason)")
  }

  private static func warn(_ reason: String) {
    Log.warning(
      "the page will be at another address after the next start, as its token is not kept (\(reason))"
    )
  }

  private static func read(_ path: String) -> String? {
    guard let bytes = try? readFile(path, limit: 256) else { return nil }
    let text = bytes.prefix { 33...126 ~= $0 }
    return text.count < 16 ? nil : String(decoding: text, as: UTF8.self)
  }

  private static func makeUp() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt32.random(in: 0 ... .max, using: &random), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Writes `text` to a file at `path`; returns why that is impossible, or `nil`.
  private static func write(_ text: String, to path: String) -> String? {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(path, flags, 0o640)
    guard descriptor >= 0 else { return SystemError.last.reason }
    defer { close(descriptor) }
    let line = text + "\n"
    let count = Glibc.write(descriptor, line, line.utf8.count)
    guard count != line.utf8.count else { return nil }
    let reason = count < 0 ? SystemError.last.reason : "the disk is full"
    unlink(path)
    return reason
  }
}
