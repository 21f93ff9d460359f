private import Glibc
private import Platform

/// Where styles, sound fonts and the like may be.
package enum DataDirectories {
  /// The folders to look in, best first: `STRUMD_DATA`, the current folder, those above the
  /// program's own (a build inside the repository, an installation under any prefix), the system's.
  package static func all() -> [String] {
    let named = environmentVariable("STRUMD_DATA").map { [$0] } ?? []
    var folders = named + ["."]
    var program = Folders.program ?? ""
    for _ in 0..<4 {
      guard let slash = program.lastIndex(of: "/") else { break }
      program = String(program[..<slash])
      folders += ["\(program)/share/strumd", program]
    }
    return (folders + ["/usr/local/share/strumd", "/usr/share/strumd"]).filter { folder in
      access(folder + "/styles", R_OK) == 0
    }
  }
}
