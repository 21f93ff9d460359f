/// What has come in since the start.
package struct OSCCounts: Hashable, Sendable {
  /// Packets of all sorts; parameters that were set one by one, by packets or by MIDI; packets that were no OSC.
  package var packets = 0
  package var sets = 0
  package var malformed = 0

  /// Of other machines, beyond what they may ask of us.
  package var refused = 0
}
