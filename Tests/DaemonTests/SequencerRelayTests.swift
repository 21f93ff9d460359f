import Graph
import Testing

@testable import Daemon

/// What reaches the audio thread of more MIDI than it takes.
@Suite struct SequencerRelayTests {
  private let link = SequencerLink()
  private let handle = UnsafeMutableRawPointer(bitPattern: 64)
  private static let keys = SequencerWiring.Link(
    source: SequencerAddress(client: 20, port: 0), own: "keys")
  private static let pads = SequencerWiring.Link(
    source: SequencerAddress(client: 24, port: 0), own: "keys")

  /// What the audio thread holds once it has taken all there is.
  private func taken() -> (held: HeldNotes<Int>, count: Int) {
    var held = HeldNotes<Int>()
    var count = 0
    while let message = link.take() {
      held.record(message.event, at: 0)
      count += 1
    }
    return (held, count)
  }

  private func press(_ number: Int, isOn: Bool) -> MIDIEvent {
    let (key, channel) = (UInt8(number % 128), UInt8(number / 128))
    return isOn
      ? MIDIEvent(noteOn: key, velocity: 64, channel: channel, offset: 0)
      : MIDIEvent(noteOff: key, channel: channel, offset: 0)
  }

  @Test func `no note hangs of a flood that the audio thread does not take`() {
    var relay = SequencerRelay(link)
    let passed = (0..<2000).filter {
      relay.pass(press($0, isOn: true), from: Self.keys, to: handle)
    }
    #expect(passed.count > 400)
    for number in 0..<2000 {
      let control = MIDIEvent(control: 7, value: 1, channel: 0, offset: 0)
      let isPassed = relay.pass(control, from: Self.keys, to: handle)
      #expect(!isPassed)
      _ = relay.pass(press(number, isOn: false), from: Self.keys, to: handle)
    }
    let (held, count) = taken()
    #expect(held.count == 0)
    #expect(count == 2 * passed.count)
    let isPassed = relay.pass(press(1, isOn: true), from: Self.keys, to: handle)
    #expect(isPassed)
  }

  @Test func `what is held by way of a connection that goes is ended, however full it is`() {
    var relay = SequencerRelay(link)
    for number in 0..<100 { _ = relay.pass(press(number, isOn: true), from: Self.pads, to: handle) }
    for number in 0..<2000 {
      _ = relay.pass(press(number, isOn: true), from: Self.keys, to: handle)
    }
    relay.end(Self.pads, at: handle)
    relay.end(Self.keys, at: handle)
    #expect(relay.places.isEmpty)
    #expect(taken().held.count == 0)
  }
}
