private import Glibc

/// What callers from other machines have to know: 128 random bits in a file that only we, and our
/// group, can read.
struct WebToken {
  let text: String

  /// Reads the token, or makes the file where there is none: `file`, or `name` in the state folder.
  init(file: String?, name: String = "token") throws(PatchFailure) {
    guard let path = file ?? LastGood.stateFolder().map({ "\($0)/\(name)" }) else {
      throw PatchFailure(text: "there is no place for the token; name one by --token-file FILE\n")
    }
    if let text = Self.read(path) {
      self.text = text
    } else {
      text = try Self.make(path)
    }
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let text = line.prefix { $0 > 32 }.map { UInt8(bitPattern: $0) }
    return text.count < 16 ? nil : String(decoding: text, as: UTF8.self)
  }

  private static func make(_ path: String) throws(PatchFailure) -> String {
    var random = SystemRandomNumberGenerator()
    let text = (0..<4).map { _ in
      let digits = String(UInt32.random(in: 0 ... .max, using: &random), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(path, flags, 0o640)
    guard descriptor >= 0 else {
      throw PatchFailure(text: "cannot write the token to \(path); name another --token-file\n")
    }
    defer { close(descriptor) }
    let line = text + "\n"
    guard write(descriptor, line, line.utf8.count) == line.utf8.count else {
      throw PatchFailure(text: "cannot write the token to \(path)\n")
    }
    return text
  }
}
