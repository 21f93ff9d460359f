private import Platform

/// Where strumd's UNIX socket lies.
package enum OSCSocketFile {
  private static let name = "osc.sock"

  /// In the folder that systemd has made for us; `nil` where it has made none.
  package static var own: String? { Folders.runtime.map { "\($0)/\(name)" } }

  /// Where a client looks: in that folder, that of the system's service, that of the user's.
  package static var candidates: [String] {
    let user = Folders.userRuntime.map { "\($0)/\(name)" }
    return [own, "/run/strumd/\(name)", user].compactMap(\.self)
  }
}
