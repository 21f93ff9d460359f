private import Glibc
import Graph

/// What the sequencer's thread does for as long as there is a sequencer.
struct SequencerHearing: ~Copyable {
  private var client: SequencerClient
  private var wiring = SequencerWiring()
  private var notes = HeldNotes<SequencerWiring.Link>()
  private var wants: [String: [PortPattern]] = [:]
  private var isStale = true

  init(_ client: consuming SequencerClient) { self.client = client }

  /// Hears, and wires what comes, until `sequencer` is to end.
  mutating func run(_ sequencer: Sequencer) {
    sequencer.repeatWants()
    repeat {
      if let wanted = sequencer.takeWants() {
        wants = wanted.mapValues { $0.map { PortPattern($0) } }
        client.keepPorts(Set(wants.keys))
        isStale = true
      }
      while let reading = client.read() { take(reading, sequencer) }
      if isStale { connect(sequencer) }
    } while sequencer.wait(on: client.fileDescriptor, milliseconds: -1)
  }

  private mutating func take(_ reading: SequencerClient.Reading, _ sequencer: Sequencer) {
    switch reading {
    case .messages(let messages, let source, let own):
      for message in messages {
        notes.record(message, at: SequencerWiring.Link(source: source, own: own))
        push(message, own, sequencer)
      }
    case .came(let address):
      wiring.forget(address)
      isStale = true
    case .gone(let address):
      end(
        notes.places.filter { $0.source == address || $0.source.isOf(client: address) }, sequencer)
      isStale = true
    case .lost:
      Log.warning("MIDI of the ALSA sequencer came too fast, and some of it was lost")
      end(notes.places, sequencer)
    }
  }

  /// Ends what is held by way of `links`, of which the ends may never come.
  private mutating func end(_ links: [SequencerWiring.Link], _ sequencer: Sequencer) {
    for link in links {
      for event in notes.end(link) { push(event, link.own, sequencer) }
    }
  }

  private func push(_ event: MIDIEvent, _ own: String, _ sequencer: Sequencer) {
    guard let handle = sequencer.handle(of: own) else { return }
    let message = SequencerMessage(
      handle: handle, nanoseconds: MonotonicClock.now, event: event)
    _ = sequencer.link.messages.push(message)
  }

  private mutating func connect(_ sequencer: Sequencer) {
    isStale = false
    let present = client.present()
    for link in wiring.newLinks(wants, present: present) {
      guard let port = present.first(where: { $0.address == link.source }) else { continue }
      if client.connect(link.source, to: link.own) {
        Log.info("connected \(port.client):\(port.name) to \(link.own), by the ALSA sequencer")
      } else {
        Log.warning("the ALSA sequencer refuses to connect \(port.client):\(port.name)")
      }
    }
    let count = wiring.count
    sequencer.tell(count == 1 ? "hears 1 port" : "hears \(count) ports")
  }
}
