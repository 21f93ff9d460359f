/// A port of the ALSA sequencer, by number.
struct SequencerAddress: Hashable, Sendable {
  let client: Int
  let port: Int

  /// Whether `whole`, with the port -1, stands for the client that it belongs to.
  func isOf(client whole: SequencerAddress) -> Bool { whole.port < 0 && client == whole.client }
}
