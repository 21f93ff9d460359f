/// A back end, as far as it opens ports; called on the control thread.
package protocol PortProvider: AnyObject {
  /// Opens a port named `name` and returns the handle its slot shall carry.
  func open(_ name: String, _ declaration: ExternalPortDeclaration) -> UnsafeMutableRawPointer?

  /// Gives a port that is open another name, which no other port has; its connections stay.
  func rename(_ name: String, to other: String)

  /// Closes a port that no node uses any more and the audio thread no longer sees.
  func close(_ name: String, handle: UnsafeMutableRawPointer?)

  /// Says which foreign ports the node's ports want: the k-th pattern for the k-th channel, or all
  /// of them for a single channel.
  func want(_ connections: [String], node: String, ports: [String])

  /// Says which ports of the ALSA sequencer are to be heard at our input `port`, too.
  func hear(_ sequencerPorts: [String], port: String)

  /// Returns memory that outlives this process for a MIDI output's ledger, or `nil` for our own.
  func ledger(for name: String) -> NoteLedger?

  /// Takes back the memory of `ledger`, whose port is closed.
  func release(_ ledger: NoteLedger)
}
