/// Where the web server listens, and to whom.
package struct WebOptions: Sendable {
  /// 0 takes any free port.
  package var port: UInt16

  /// The networks whose callers are let in when they know the token; `nil` listens on this machine
  /// only.
  package var networks: [Network]?
  package var token: String
  package var hostname: String

  /// Whether callers from this machine need not show the token.
  package var trustsLoopback = true

  package init(
    port: UInt16, networks: [Network]? = nil, token: String = "", hostname: String = ""
  ) {
    self.port = port
    self.networks = networks
    self.token = token
    self.hostname = hostname
  }
}
