import Graph
import Testing

@testable import Daemon

/// What reaches whoever hears the band from us, when the way there is too narrow or ends.
@Suite struct PlayedMessagesTests {
  private let recording = Recording(takesSound: false)
  private let played: PlayedMessages
  private let heard = Heard()
  private let bass = UnsafeMutableRawPointer(bitPattern: 8)

  private final class Heard {
    var lines: [String] = []
  }

  init() {
    played = PlayedMessages(recording)
    played.hear = { [heard] message in
      let event = message.event
      heard.lines.append("\(message.frame) \(message.port) \(event.status) \(event.data1)")
    }
  }

  private func push(_ event: MIDIEvent, at frame: Int64) {
    recording.push(RecordedMessage(frame: frame, handle: bass, event: event))
  }

  private func take(at frame: Int64) {
    played.take(at: frame) { handle in handle == bass ? "bass" : nil }
  }

  @Test func `messages are heard in their order, with frame and port`() {
    push(MIDIEvent(noteOn: 40, velocity: 9, channel: 1, offset: 3), at: 67)
    push(MIDIEvent(noteOff: 40, channel: 1, offset: 3), at: 131)
    take(at: 192)
    #expect(heard.lines == ["67 bass 145 40", "131 bass 129 40"])
  }

  @Test func `a note whose end was lost is ended all the same`() {
    push(MIDIEvent(noteOn: 40, velocity: 9, channel: 1, offset: 0), at: 0)
    for frame in 1..<recording.messages.capacity {
      push(MIDIEvent(control: 1, value: 0, channel: 1, offset: 0), at: Int64(frame))
    }
    push(MIDIEvent(noteOff: 40, channel: 1, offset: 0), at: 20_000)
    take(at: 30_000)
    #expect(heard.lines.count == recording.messages.capacity + 1)
    #expect(heard.lines.last == "30000 bass 129 40")
    take(at: 40_000)
    #expect(heard.lines.last == "30000 bass 129 40")
  }

  @Test func `what sounds at a port that goes is ended`() {
    push(MIDIEvent(noteOn: 40, velocity: 9, channel: 1, offset: 0), at: 0)
    take(at: 64)
    played.end(["drums", "bass"], at: 100)
    played.end(["bass"], at: 200)
    #expect(heard.lines == ["0 bass 145 40", "100 bass 129 40"])
  }
}
