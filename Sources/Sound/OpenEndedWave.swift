private import CSndfile
private import Glibc
private import Platform

/// Where the sound lies in a WAV file that does not say how much of it there is: who writes one says so at
/// the end, and who was killed before has not.
///
/// Format: "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991); samples of
/// more than 16 bits: "Multiple Channel Audio Data and WAVE Files" (Microsoft, 2001).
struct OpenEndedWave {
  /// How many bytes may come before the sound.
  private static let headLength = 65_536

  let channelCount: Int

  /// In Hz.
  let sampleRate: Int

  /// What samples are, as libsndfile calls it.
  let encoding: Int

  /// The first byte of the sound.
  let start: Int

  /// Reads the head of the file at `path`; `nil` where that is no such file.
  init?(_ path: String) {
    // What comes through a pipe can be read but once.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let head = try? readFile(path, limit: Self.headLength),
      Self.name(head, at: 0) == "RIFF", Self.name(head, at: 8) == "WAVE"
    else { return nil }
    var place = 12
    var format: ArraySlice<UInt8> = []
    while let name = Self.name(head, at: place), let size = Self.number(head, at: place + 4) {
      place += 8
      if name == "data" {
        // What looks like another chunk comes after a file that is empty indeed.
        guard size == 0, place < head.count, Self.name(head, at: place) == nil else { return nil }
        self.init(format, start: place)
        return
      }
      if name == "fmt " { format = head[place...].prefix(size) }
      place += size + size % 2
    }
    return nil
  }

  private init?(_ format: ArraySlice<UInt8>, start: Int) {
    let format = Array(format)
    guard let code = Self.number(format, at: 0), let rate = Self.number(format, at: 4),
      let width = Self.number(format, at: 12), 1...384_000 ~= rate
    else { return nil }
    let isExtensible = code & 0xFFFF == 0xFFFE
    let kind = isExtensible ? Self.number(format, at: 24) ?? 0 : code
    switch (kind & 0xFFFF, width >> 16) {
    case (1, 8): encoding = SF_FORMAT_PCM_U8
    case (1, 16): encoding = SF_FORMAT_PCM_16
    case (1, 24): encoding = SF_FORMAT_PCM_24
    case (1, 32): encoding = SF_FORMAT_PCM_32
    case (3, 32): encoding = SF_FORMAT_FLOAT
    case (3, 64): encoding = SF_FORMAT_DOUBLE
    default: return nil
    }
    channelCount = code >> 16
    sampleRate = rate
    self.start = start
  }

  /// The four letters at `place`, if letters are there.
  private static func name(_ bytes: [UInt8], at place: Int) -> String? {
    guard place + 4 <= bytes.count else { return nil }
    let letters = bytes[place..<place + 4]
    return letters.allSatisfy { 0x20...0x7E ~= $0 } ? String(decoding: letters, as: UTF8.self) : nil
  }

  /// The four bytes at `place`, the least first.
  private static func number(_ bytes: [UInt8], at place: Int) -> Int? {
    guard place + 4 <= bytes.count else { return nil }
    return bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
