/// A port of the ALSA sequencer that others may read from.
struct SequencerPort: Equatable {
  let address: SequencerAddress

  /// The names that `aconnect -l` shows; they stay when a device is plugged in again, numbers do not.
  let client: String
  let name: String

  /// Whether `pattern` wants it: by the client's name, by both with a colon between, or by both numbers.
  func matches(_ pattern: PortPattern) -> Bool {
    pattern.matches(client) || pattern.matches("\(client):\(name)")
      || pattern.matches("\(address.client):\(address.port)")
  }
}
