private import Glibc

/// Where strumd's UNIX socket lies.
package enum OSCSocketFile {
  private static let name = "osc.sock"

  /// In the folder that systemd has made for us; `nil` where it has made none.
  package static var own: String? {
    variable("RUNTIME_DIRECTORY")?.split(separator: ":").first.map { "\($0)/\(name)" }
  }

  /// Where a client looks: in that folder, that of the system's service, that of the user's.
  package static var candidates: [String] {
    let user = variable("XDG_RUNTIME_DIR").map { "\($0)/strumd/\(name)" }
    return [own, "/run/strumd/\(name)", user].compactMap(\.self)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
