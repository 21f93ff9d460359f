private import Glibc
private import Platform

/// Where what is known of plugins is kept from one run to the next.
package enum PluginDirectory {
  /// The state directory, or one that others may find, too, where there is none.
  package static var path: String { Folders.state ?? "/tmp/strumd-\(getuid())-plugins" }

  /// Makes the folder `path` and those it lies in, unless they exist.
  static func make(_ path: String) { Folders.make(path, mode: 0o750) }

  /// The program `strumd` that lies beside this one, or is this one; `nil` where there is none.
  package static var program: String? {
    guard let own = Folders.program else { return nil }
    let folder = own.split(separator: "/").dropLast().joined(separator: "/")
    let program = "/" + folder + "/strumd"
    return access(program, X_OK) == 0 ? program : nil
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
