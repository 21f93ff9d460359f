import ArgumentParser

/// Where strumd is; taken before the verb and after it.
struct ConnectionOptions: ParsableArguments {
  static let defaultPort: UInt16 = 9440

  @Option(help: "strumd's OSC port, else its UNIX socket, else \(Self.defaultPort).")
  var oscPort: UInt16?

  /// The connection that these options, or else those before the verb, name.
  func client(_ root: Strumctl) throws(DaemonError) -> DaemonClient {
    try DaemonClient(port: oscPort ?? root.connection.oscPort, else: Self.defaultPort)
  }

  /// The port that these options, or else those before the verb, name.
  func port(_ root: Strumctl) -> UInt16 {
    oscPort ?? root.connection.oscPort ?? Self.defaultPort
  }
}
