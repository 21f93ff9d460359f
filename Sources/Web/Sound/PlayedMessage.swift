/// A MIDI message that the band has sent.
package struct PlayedMessage: Sendable {
  /// When it sounds, in seconds since the engine began.
  package let time: Double

  /// The node that it left by.
  package let port: String

  /// One to three.
  package let bytes: [UInt8]

  package init(time: Double, port: String, bytes: [UInt8]) {
    self.time = time
    self.port = port
    self.bytes = bytes
  }
}
