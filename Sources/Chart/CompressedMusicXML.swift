/// MusicXML in an archive (`.mxl`), as most programs write it.
///
/// Format: "MusicXML 4.0, compressed files" (w3.org) and, of the archive, PKWARE's APPNOTE: the directory at its
/// end, without what only archives of more than 4 GB need.
struct CompressedMusicXML {
  enum Fault: Error { case isDamaged, isTooLarge }

  /// The largest score that is taken, in bytes.
  static let largest = 8 << 20

  private struct Entry {
    let name: String
    let method: Int
    let size: Int

    /// Where its own header is.
    let place: Int
  }

  private let bytes: [UInt8]
  private var entries: [Entry] = []

  /// The score that the archive `bytes` holds.
  static func score(in bytes: [UInt8]) throws(Fault) -> [UInt8] {
    var archive = CompressedMusicXML(bytes: bytes)
    try archive.readDirectory()
    let container = archive.entries.first { $0.name == "META-INF/container.xml" }
    let named = try container.flatMap { (entry: Entry) throws(Fault) in
      Self.rootFile(String(decoding: try archive.content(of: entry), as: UTF8.self))
    }
    let score =
      archive.entries.first { $0.name == named }
      ?? archive.entries.first { entry in
        !entry.name.hasPrefix("META-INF/")
          && [".musicxml", ".xml"].contains { entry.name.hasSuffix($0) }
      }
    guard let score else { throw .isDamaged }
    return try archive.content(of: score)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The file that the container names first.
  private static func rootFile(_ text: String) -> String? {
    guard let start = text.firstRange(of: "full-path=")?.upperBound,
      let quote = text[start...].first
    else { return nil }
    return String(text[start...].dropFirst().prefix { $0 != quote })
  }

  private mutating func readDirectory() throws(Fault) {
    let mark: [UInt8] = [0x50, 0x4B, 5, 6]
    let start = max(0, bytes.count - 65_557)
    let end = (start..<max(start, bytes.count - 21)).last { bytes[$0...].starts(with: mark) }
    guard let end else { throw .isDamaged }
    var place = try number(at: end + 16, count: 4)
    for _ in 0..<min(1000, try number(at: end + 10, count: 2)) {
      guard try number(at: place, count: 4) == 0x0201_4B50 else { throw .isDamaged }
      let nameCount = try number(at: place + 28, count: 2)
      let name = try slice(at: place + 46, count: nameCount)
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self), method: try number(at: place + 10, count: 2),
          size: try number(at: place + 20, count: 4), place: try number(at: place + 42, count: 4)))
      let extra = try number(at: place + 30, count: 2) + number(at: place + 32, count: 2)
      place += 46 + nameCount + extra
    }
  }

  private func content(of entry: Entry) throws(Fault) -> [UInt8] {
    guard try number(at: entry.place, count: 4) == 0x0403_4B50 else { throw .isDamaged }
    let head = try number(at: entry.place + 26, count: 2) + number(at: entry.place + 28, count: 2)
    let packed = try slice(at: entry.place + 30 + head, count: entry.size)
    switch entry.method {
    case 0:
      guard packed.count <= Self.largest else { throw .isTooLarge }
      return Array(packed)
    case 8:
      do throws(Inflater.Fault) {
        return try Inflater.inflate(packed, limit: Self.largest)
      } catch {
        throw error == .isTooLarge ? .isTooLarge : .isDamaged
      }
    default: throw .isDamaged
    }
  }

  private func slice(at place: Int, count: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard place >= 0, place + count <= bytes.count else { throw .isDamaged }
    return bytes[place..<place + count]
  }

  /// A number of `count` bytes, the lowest first.
  private func number(at place: Int, count: Int) throws(Fault) -> Int {
    try slice(at: place, count: count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
