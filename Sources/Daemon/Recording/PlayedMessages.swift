import Graph
private import Synchronization

/// What the band plays, message by message.
///
/// Who was told that a note begins is told that it ends, also where the message that said so was lost,
/// or went to a port that is no more. On the control thread.
final class PlayedMessages {
  /// Is called with each message.
  var hear: (Performance.Message) -> Void = { _ in }

  private let recording: Recording
  private var held = HeldNotes<String>()
  private var lost = 0

  init(_ recording: Recording) { self.recording = recording }

  /// Passes on what was played since the last call, up to the engine's frame `frame`.
  ///
  /// `name` finds a port's name by its handle.
  func take(at frame: Int64, name: (UnsafeMutableRawPointer?) -> String?) {
    while let message = recording.messages.pop() {
      guard let port = name(message.handle) else { continue }
      held.record(message.event, at: port)
      hear(Performance.Message(frame: message.frame, port: port, event: message.event))
    }
    let total = recording.lostMessages.load(ordering: .relaxed)
    guard total != lost else { return }
    lost = total
    end(held.places.sorted(), at: frame)
  }

  /// Ends what sounds at `ports`, of which nothing more will be heard.
  func end(_ ports: [String], at frame: Int64) {
    for port in ports {
      for event in held.end(port) {
        hear(Performance.Message(frame: frame, port: port, event: event))
      }
    }
  }
}
