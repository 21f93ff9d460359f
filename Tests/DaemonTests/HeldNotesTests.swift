import Graph
import Testing

@testable import Daemon

@Suite struct HeldNotesTests {
  /// Messages at a place, three bytes each.
  private func held(_ place: String, _ messages: [UInt8]...) -> HeldNotes<String> {
    var held = HeldNotes<String>()
    for bytes in messages {
      held.record(
        MIDIEvent(offset: 0, status: bytes[0], data1: bytes[1], data2: bytes[2]), at: place)
    }
    return held
  }

  private func end(_ place: String, of held: inout HeldNotes<String>) -> [[UInt8]] {
    held.end(place).map { [$0.status, $0.data1, $0.data2] }
  }

  @Test func `what is held at a place is ended once, and nothing else`() {
    var held = held(
      "keys", [0x92, 62, 9], [0x92, 60, 9], [0x92, 61, 9], [0x82, 61, 0], [0x91, 60, 9],
      [0x91, 60, 0])
    held.record(MIDIEvent(noteOn: 63, velocity: 9, channel: 2, offset: 0), at: "pads")
    let ends = end("keys", of: &held)
    #expect(ends == [[0x82, 60, 64], [0x82, 62, 64]])
    let rest = end("keys", of: &held)
    #expect(rest.isEmpty)
    #expect(held.places == ["pads"])
  }

  @Test func `a pedal is held until it is let go, whatever becomes of the notes`() {
    var held = held("keys", [0xB3, 64, 127], [0x93, 60, 9], [0xB3, 123, 0])
    let ends = end("keys", of: &held)
    #expect(ends == [[0xB3, 64, 0]])
    #expect(self.held("keys", [0xB3, 64, 64], [0xB3, 64, 63]).places.isEmpty)
  }
}
