private import Glibc
private import Platform

/// The folders in which plugins are installed, as lilv looks for them.
enum PluginFolders {
  /// The most bytes of a manifest that are looked through.
  private static let manifestLimit = 4 << 20

  /// Those of `LV2_PATH`, or else the usual ones.
  static var all: [String] {
    guard let path = environmentVariable("LV2_PATH") else {
      let home = environmentVariable("HOME") ?? ""
      return [home + "/.lv2", "/usr/local/lib/lv2", "/usr/lib/lv2"]
    }
    return path.split(separator: ":").map(String.init)
  }

  /// The bundles whose manifests have `word` in them; nothing is made of what else they say.
  static func bundles(naming word: String) -> [String] {
    let wanted = Array(word.utf8)
    let bundles = all.flatMap { folder in
      Folders.names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)/" }
    }
    return bundles.filter { bundle in manifest(bundle).map { contains($0, wanted) } ?? false }
  }

  /// The bytes of a bundle's manifest, if that is a file of a likely size.
  private static func manifest(_ bundle: String) -> [UInt8]? {
    let path = bundle + "manifest.ttl"
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    let bytes = try? readFile(path, limit: manifestLimit + 1)
    return bytes.flatMap { $0.count <= manifestLimit ? $0 : nil }
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
