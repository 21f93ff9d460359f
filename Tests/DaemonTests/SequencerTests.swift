import CALSA
import Graph
import Testing

@testable import Daemon

/// How events of the ALSA sequencer become MIDI, which ports are heard, and where messages are placed.
struct SequencerTests {
  private func event(_ type: snd_seq_event_type) -> snd_seq_event_t {
    var event = snd_seq_event_t()
    event.type = UInt8(type.rawValue)
    return event
  }

  private func bytes(_ event: snd_seq_event_t) -> [[UInt8]] {
    var event = event
    let decoder = SequencerDecoder()
    return decoder.messages(&event).map { [$0.status, $0.data1, $0.data2] }
  }

  @Test func `notes, controls, programs and bends are decoded`() {
    var on = event(SND_SEQ_EVENT_NOTEON)
    on.data.note = snd_seq_ev_note_t(
      channel: 3, note: 60, velocity: 100, off_velocity: 0, duration: 0)
    #expect(bytes(on) == [[0x93, 60, 100]])
    var off = event(SND_SEQ_EVENT_NOTEOFF)
    off.data.note = snd_seq_ev_note_t(
      channel: 15, note: 1, velocity: 64, off_velocity: 0, duration: 0)
    #expect(bytes(off) == [[0x8F, 1, 64]])
    var control = event(SND_SEQ_EVENT_CONTROLLER)
    control.data.control.channel = 2
    control.data.control.param = 7
    control.data.control.value = 99
    #expect(bytes(control) == [[0xB2, 7, 99]])
    var program = event(SND_SEQ_EVENT_PGMCHANGE)
    program.data.control.channel = 9
    program.data.control.value = 33
    #expect(bytes(program) == [[0xC9, 33, 0]])
    var bend = event(SND_SEQ_EVENT_PITCHBEND)
    bend.data.control.value = -8192
    #expect(bytes(bend) == [[0xE0, 0, 0]])
    bend.data.control.value = 8191
    #expect(bytes(bend) == [[0xE0, 127, 127]])
    var pressure = event(SND_SEQ_EVENT_CHANPRESS)
    pressure.data.control.value = 5
    #expect(bytes(pressure) == [[0xD0, 5, 0]])
  }

  @Test func `a control of 14 bits is two messages, each with its status`() {
    var wide = event(SND_SEQ_EVENT_CONTROL14)
    wide.data.control.channel = 1
    wide.data.control.param = 3
    wide.data.control.value = 5 << 7 | 9
    #expect(bytes(wide) == [[0xB1, 3, 5], [0xB1, 35, 9]])
  }

  @Test func `clock, transport and song position are decoded`() {
    #expect(bytes(event(SND_SEQ_EVENT_CLOCK)) == [[0xF8, 0, 0]])
    #expect(bytes(event(SND_SEQ_EVENT_START)) == [[0xFA, 0, 0]])
    #expect(bytes(event(SND_SEQ_EVENT_CONTINUE)) == [[0xFB, 0, 0]])
    #expect(bytes(event(SND_SEQ_EVENT_STOP)) == [[0xFC, 0, 0]])
    var position = event(SND_SEQ_EVENT_SONGPOS)
    position.data.control.value = 3 << 7 | 5
    #expect(bytes(position) == [[0xF2, 5, 3]])
  }

  @Test func `what is of no channel, or no MIDI, is left out`() {
    for type in [
      SND_SEQ_EVENT_SENSING, SND_SEQ_EVENT_PORT_SUBSCRIBED, SND_SEQ_EVENT_QFRAME,
      SND_SEQ_EVENT_NOTE,
    ] {
      #expect(bytes(event(type)) == [], "\(type)")
    }
    let mixed: [UInt8] = [0xFE, 0x90, 1, 2, 0xF0, 5, 0xF7, 0xC1, 7, 0x80, 1]
    let messages = SequencerDecoder.messages(mixed[...]).map { [$0.status, $0.data1, $0.data2] }
    #expect(messages == [[0x90, 1, 2], [0xC1, 7, 0]])
  }

  private func port(_ client: Int, _ number: Int, _ name: String, _ port: String) -> SequencerPort {
    SequencerPort(
      address: SequencerAddress(client: client, port: number), client: name, name: port)
  }

  @Test func `ports are found by either name, and by number`() {
    let keys = port(20, 1, "Keystation 49", "MIDI 2")
    for text in ["Keystation 49", "Keystation.*", "Keystation 49:MIDI 2", ".*:MIDI 2", "20:1"] {
      #expect(keys.matches(PortPattern(text)), "\(text)")
    }
    for text in ["Keystation", "MIDI 2", "20:0", "20"] {
      #expect(!keys.matches(PortPattern(text)), "\(text)")
    }
  }

  @Test func `a port is connected once for each time that it comes`() {
    var wiring = SequencerWiring()
    let wants = ["keys": [PortPattern("Keys.*")], "pedals": [PortPattern("FCB")]]
    let (keys, pedals) = (port(20, 0, "Keystation", "a"), port(24, 0, "FCB", "b"))
    #expect(wiring.newLinks(wants, present: [keys]) == [.init(source: keys.address, own: "keys")])
    #expect(wiring.newLinks(wants, present: [keys]) == [])
    #expect(
      wiring.newLinks(wants, present: [keys, pedals])
        == [.init(source: pedals.address, own: "pedals")])
    #expect(wiring.count == 2)
    // Taken out and put in again, under another number or the same.
    #expect(wiring.newLinks(wants, present: [pedals]) == [])
    #expect(wiring.newLinks(wants, present: [keys, pedals]).map(\.own) == ["keys"])
    wiring.forget(keys.address)
    #expect(wiring.newLinks(wants, present: [keys, pedals]).map(\.own) == ["keys"])
    #expect(wiring.newLinks(["keys": [PortPattern(".*")]], present: [keys, pedals]).count == 1)
  }

  @Test func `what is not wanted any more is taken out, and nothing else`() {
    var wiring = SequencerWiring()
    let (keys, pedals) = (port(20, 0, "Keystation", "a"), port(24, 0, "FCB", "b"))
    let all = [PortPattern(".*")]
    _ = wiring.newLinks(["in": all, "foot": all], present: [keys, pedals])
    #expect(wiring.outdated(["in": all, "foot": all], present: [keys, pedals]) == [])
    let fewer = ["in": all, "foot": [PortPattern("FCB")]]
    #expect(
      wiring.outdated(fewer, present: [keys, pedals]) == [.init(source: keys.address, own: "foot")])
    #expect(wiring.outdated(fewer, present: [keys, pedals]) == [])
    #expect(wiring.count == 3)
    #expect(wiring.outdated([:], present: [pedals]).count == 2)
    // Wanted again, it is connected again.
    #expect(wiring.newLinks(["foot": all], present: [keys]).map(\.own) == ["foot"])
  }

  @Test(arguments: [
    (-2_000_000, 32), (-2_666_667, 0), (-1, 127), (-9_000_000, 0), (5_000_000, 127),
  ])
  func `messages lie as far apart as they came`(_ age: Int64, _ offset: Int32) throws {
    let handle = try #require(UnsafeMutableRawPointer(bitPattern: 64))
    let message = SequencerMessage(
      handle: handle, nanoseconds: 50_000_000 + age,
      event: MIDIEvent(noteOff: 1, channel: 0, offset: 0))
    let found = message.offset(
      start: 50_000_000, nanosecondsPerFrame: 1e9 / 48_000, frameCount: 128)
    #expect(abs(found - offset) <= 1)
  }

  @Test func `what is missing is said, with what to do`() {
    #expect(SequencerProblem(-2).description.contains("modprobe snd-seq"))
    #expect(SequencerProblem(-13).description.contains("group audio"))
  }
}
