private import Glibc

/// The folders in which plugins are installed, as lilv looks for them.
enum PluginFolders {
  /// The most bytes of a manifest that are looked through.
  private static let manifestLimit = 4 << 20

  /// Those of `LV2_PATH`, or else the usual ones.
  static var all: [String] {
    let home = getenv("HOME").map { String(cString: $0) } ?? ""
    guard let path = getenv("LV2_PATH"), path.pointee != 0 else {
      return [home + "/.lv2", "/usr/local/lib/lv2", "/usr/lib/lv2"]
    }
    return String(cString: path).split(separator: ":").map(String.init)
  }

  /// The bundles whose manifests have `word` in them; nothing is made of what else they say.
  static func bundles(naming word: String) -> [String] {
    let wanted = Array(word.utf8)
    return all.flatMap { folder in names(in: folder).map { "\(folder)/\($0)/" } }.filter { bundle in
      manifest(bundle).map { contains($0, wanted) } ?? false
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a bundle's manifest, if that is a file.
  private static func manifest(_ bundle: String) -> [UInt8]? {
    let file = open(bundle + "manifest.ttl", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= manifestLimit
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = read(file, &bytes, bytes.count)
    return count >= 0 ? Array(bytes[..<count]) : nil
  }

  private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      (0...(bytes.count - word.count)).contains { start in
        bytes[start] == first && bytes[start..<(start + word.count)].elementsEqual(word)
      }
    }
  }
}
