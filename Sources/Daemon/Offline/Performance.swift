import Graph

/// Everything that came of a run, as it was said and played; times in frames of the input.
struct Performance {
  /// A message that a MIDI output sent.
  struct Message {
    let frame: Int64
    let port: String
    let event: MIDIEvent
  }

  /// An event that a node reported.
  struct Report {
    /// When the graph heard it.
    let delivered: Int64
    let node: String
    let event: Event
  }

  var messages: [Message] = []
  var reports: [Report] = []
  var beats = BeatTrail()

  /// The last frame that was run, and one.
  var frameCount: Int64 = 0

  /// The reports of one kind from one node: `preferred`, or else the first that sent any.
  func reports(_ type: EventType, from preferred: String? = nil) -> [Report] {
    let all = reports.filter { $0.event.type == type }
    let node = all.contains { $0.node == preferred } ? preferred : all.first?.node
    return all.filter { $0.node == node }
  }
}
