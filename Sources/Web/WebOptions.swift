package import OSCControl

/// Where the web server listens, and to whom.
package struct WebOptions: Sendable {
  /// 0 takes any free port.
  package var port: UInt16

  /// The networks whose callers are let in when they know the token; `nil` listens on this machine
  /// only.
  package var networks: [Network]?
  package var token: String

  /// What callers have to know who may play, but not administrate.
  package var playToken: String
  package var hostname: String

  /// Whether callers from this machine need not show the token.
  package var trustsLoopback = true

  /// What those may do.
  package var localRight = OSCRight.administration

  package init(
    port: UInt16, networks: [Network]? = nil, token: String = "", playToken: String = "",
    hostname: String = ""
  ) {
    self.playToken = playToken
    self.port = port
    self.networks = networks
    self.token = token
    self.hostname = hostname
  }
}
