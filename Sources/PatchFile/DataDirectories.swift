private import Glibc

/// Where styles, sound fonts and the like may be.
package enum DataDirectories {
  /// The folders to look in, best first: `STRUMD_DATA`, the current folder, those above the
  /// program's own (a build inside the repository, an installation under any prefix), the system's.
  package static func all() -> [String] {
    let named = getenv("STRUMD_DATA").map { [String(cString: $0)] } ?? []
    var folders = named + ["."]
    var program = executable()
    for _ in 0..<4 {
      guard let slash = program.lastIndex(of: "/") else { break }
      program = String(program[..<slash])
      folders += ["\(program)/share/strumd", program]
    }
    return (folders + ["/usr/local/share/strumd", "/usr/share/strumd"]).filter { folder in
      access(folder + "/styles", R_OK) == 0
    }
  }

  private static func executable() -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    guard length > 0 else { return "" }
    return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
