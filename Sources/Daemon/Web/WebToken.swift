private import Glibc
private import Platform

/// What callers from other machines have to know: 128 random bits in a file that only we, and our
/// group, can read.
struct WebToken {
  /// The fewest characters that are hard enough to guess.
  private static let least = 16

  let text: String

  /// Reads the token, or makes the file where there is none, or nothing in it: `file`, or `name` in the state
  /// folder.
  ///
  /// A file that holds anything else is never written to. Without a `file` of the user's, a token that cannot
  /// be kept serves for this run, and the log says so.
  init(file: String?, name: String = "token") throws(PatchFailure) {
    guard let path = file ?? Folders.state.map({ "\($0)/\(name)" }) else {
      text = Self.makeUp()
      Self.warn("there is no state folder")
      return
    }
    guard let known = Self.read(path) else {
      text = Self.makeUp()
      guard let reason = Self.write(text, to: path) else { return }
      let problem = "cannot write the token to \(path) (\(reason))"
      guard file == nil else { throw PatchFailure(text: problem + "; name another file\n") }
      Self.warn(problem)
      return
    }
    guard known.count >= Self.least else {
      throw PatchFailure(
        text:
          "\(path) begins with no token of \(Self.least) characters or more; write one there, or "
          + "remove the file, or empty it, and one is made up\n")
    }
    text = known
  }

  private static func warn(_ reason: String) {
    Log.warning(
      "the page will be at another address after the next start, as its token is not kept (\(reason))"
    )
  }

  /// The characters that a file begins with; `nil` where it is empty or cannot be read.
  private static func read(_ path: String) -> String? {
    guard let bytes = try? readFile(path, limit: 256), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { 33...126 ~= $0 }, as: UTF8.self)
  }

  private static func makeUp() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt32.random(in: 0 ... .max, using: &random), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Writes `text` to a new or an empty file at `path`; returns why that is impossible, or `nil`.
  private static func write(_ text: String, to path: String) -> String? {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(path, flags, 0o640)
    guard descriptor >= 0 else { return SystemError.last.reason }
    defer { close(descriptor) }
    guard lseek(descriptor, 0, SEEK_END) == 0 else { return "there is something in it" }
    let line = text + "\n"
    let count = Glibc.write(descriptor, line, line.utf8.count)
    guard count != line.utf8.count else { return nil }
    let reason = count < 0 ? SystemError.last.reason : "the disk is full"
    unlink(path)
    return reason
  }
}
