private import YAML

/// What OSCQuery says of the program as a whole, under `?HOST_INFO`.
package struct HostInfo: Sendable {
  let oscPort: Int
  let version: String

  /// Whether other machines may send OSC datagrams.
  let takesDatagrams: Bool

  package init(oscPort: Int, version: String, takesDatagrams: Bool = false) {
    self.takesDatagrams = takesDatagrams
    self.oscPort = oscPort
    self.version = version
  }

  /// Clients reach us under `host` and `port`, as they have just done.
  func json(host: String, port: Int) -> String {
    let extensions = [
      "ACCESS", "VALUE", "RANGE", "DESCRIPTION", "UNIT", "CRITICAL", "CLIPMODE", "EXTENDED_TYPE",
      "LISTEN", "PATH_CHANGED", "PATH_ADDED", "PATH_REMOVED",
      "PATH_RENAMED",
    ]
    let info: JSON = [
      "NAME": "strumd", "VERSION": .string(version),
      "EXTENSIONS": .object(extensions.map { ($0, true) }),
      "OSC_IP": .string(takesDatagrams ? host : "127.0.0.1"), "OSC_PORT": .number(Double(oscPort)),
      "OSC_TRANSPORT": "UDP",
      "WS_IP": .string(host), "WS_PORT": .number(Double(port)),
    ]
    return info.compact
  }
}
