private import Glibc

/// Where what is known of plugins is kept from one run to the next.
package enum PluginDirectory {
  /// systemd's state directory, else `strumd` in the user's.
  package static var path: String {
    if let list = variable("STATE_DIRECTORY"), let first = list.split(separator: ":").first {
      return String(first)
    }
    if let state = variable("XDG_STATE_HOME") { return state + "/strumd" }
    guard let home = variable("HOME") else { return "/tmp/strumd-\(getuid())-plugins" }
    return home + "/.local/state/strumd"
  }

  /// Makes the folder `path` and those it lies in, unless they exist.
  static func make(_ path: String) {
    var folder = ""
    for name in path.split(separator: "/") {
      folder += "/" + name
      mkdir(folder, 0o750)
    }
  }

  /// The program `strumd` that lies beside this one, or is this one; `nil` where there is none.
  package static var program: String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count - 1)
    guard count > 0 else { return nil }
    let own = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.split(separator: "/").dropLast().joined(separator: "/")
    let program = "/" + folder + "/strumd"
    return access(program, X_OK) == 0 ? program : nil
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension PluginGuard {
  /// Has plugins described and tried in child processes before they are loaded into this one.
  package static func tryFirst() {
    guard let program = PluginDirectory.program else { return }
    PluginCatalog.use(program: program, directory: PluginDirectory.path)
    tryFirst(program: program, directory: PluginDirectory.path)
  }
}
