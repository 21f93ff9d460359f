private import Glibc

/// The folders that systemd, or the user's session, gives to a program.
///
/// As systemd.exec(5) and the XDG Base Directory Specification 0.8 name them.
package enum Folders {
  /// What is to outlive a run: systemd's state directory, else `strumd` in the user's; `nil` where there is
  /// neither.
  package static var state: String? {
    if let folder = given("STATE_DIRECTORY") { return folder }
    if let folder = absolute("XDG_STATE_HOME") { return folder + "/strumd" }
    return absolute("HOME").map { $0 + "/.local/state/strumd" }
  }

  /// Systemd's runtime directory, which goes with the service.
  package static var runtime: String? { given("RUNTIME_DIRECTORY") }

  /// `strumd` in the user's runtime directory.
  package static var userRuntime: String? { absolute("XDG_RUNTIME_DIR").map { $0 + "/strumd" } }

  /// Makes `folder` and those it lies in, unless they exist, for others to read or not as `mode` says.
  package static func make(_ folder: String, mode: UInt32) {
    var path = folder.hasPrefix("/") ? "" : "."
    for name in folder.split(separator: "/") {
      path += "/" + name
      mkdir(path, mode)
    }
  }

  /// The names in `folder`, sorted, without the folder itself and the one above; none where it cannot be
  /// read.
  package static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Where the link at `path` points to.
  package static func target(ofLink path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    return count > 0
      ? String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// The file of the program that runs.
  package static var program: String? { target(ofLink: "/proc/self/exe") }

  /// The first of a list that systemd gives.
  private static func given(_ name: String) -> String? {
    environmentVariable(name)?.split(separator: ":").first.map(String.init)
  }

  /// A relative path there is to be ignored.
  private static func absolute(_ name: String) -> String? {
    environmentVariable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
