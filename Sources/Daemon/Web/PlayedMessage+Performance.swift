private import Graph
import Web

extension PlayedMessage {
  /// What the band has played, to be told to whoever listens.
  init(_ message: Performance.Message, sampleRate: Double) {
    let event = message.event
    let bytes = [event.status, event.data1, event.data2].prefix(event.byteCount)
    self.init(
      time: Double(message.frame) / sampleRate, port: message.port, bytes: Array(bytes))
  }
}
