/// The audio thread's end of a port to the world outside.
package struct ExternalSlot {
  /// Whether the engine writes to it.
  package let isOutput: Bool

  /// Whether it carries messages rather than samples.
  package let isMIDI: Bool

  /// The samples of the whole block; the back end points it at its own buffer in every block.
  package var audio: UnsafeMutablePointer<Float>

  /// Silence, or a place to write to that nobody hears, where no back end has bound the port.
  package let unbound: UnsafeMutablePointer<Float>

  /// The messages of the whole block.
  package let midi: Lane<MIDIEvent>

  /// What sounds at whoever listens to an output, or what is held at an input.
  package let ledger: NoteLedger

  /// The last sample that went out, where helpers could fail to give the next one.
  var last: Float = 0

  /// The back end's own name for the port, a `jack_port_t` for one.
  package internal(set) var handle: UnsafeMutableRawPointer?
}
