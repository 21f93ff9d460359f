import Graph

/// What the sequencer's thread does for as long as there is a sequencer.
struct SequencerHearing: ~Copyable {
  private var client: SequencerClient
  private var wiring = SequencerWiring()
  private var relay: SequencerRelay
  private var wants: [String: [PortPattern]] = [:]
  private var isStale = true
  private var isOverrun = false

  init(_ client: consuming SequencerClient, into link: SequencerLink) {
    self.client = client
    relay = SequencerRelay(link)
  }

  /// Hears, and wires what comes, until `sequencer` is to end.
  mutating func run(_ sequencer: Sequencer) {
    sequencer.repeatWants()
    repeat {
      if let wanted = sequencer.takeWants() {
        wants = wanted.mapValues { $0.map { PortPattern($0) } }
        client.keepPorts(Set(wants.keys))
        end(relay.places.filter { wants[$0.own] == nil }, sequencer)
        isStale = true
      }
      read(sequencer)
      if isStale { connect(sequencer) }
    } while sequencer.wait(on: client.fileDescriptor, milliseconds: -1)
  }

  private mutating func read(_ sequencer: Sequencer) {
    while let reading = client.read() { take(reading, sequencer) }
  }

  private mutating func take(_ reading: SequencerClient.Reading, _ sequencer: Sequencer) {
    switch reading {
    case .messages(let messages, let source, let own):
      let place = SequencerWiring.Link(source: source, own: own)
      let handle = sequencer.handle(of: own)
      for message in messages { note(relay.pass(message, from: place, to: handle)) }
    case .came(let address):
      wiring.forget(address)
      isStale = true
    case .gone(let address):
      end(
        relay.places.filter { $0.source == address || $0.source.isOf(client: address) }, sequencer)
      isStale = true
    case .lost:
      note(false)
      end(relay.places, sequencer)
    }
  }

  /// Says once, until all is well again, that something was lost.
  private mutating func note(_ isPassed: Bool) {
    if !isPassed, !isOverrun {
      Log.warning("MIDI of the ALSA sequencer came too fast, and some of it was lost")
    }
    isOverrun = !isPassed
  }

  /// Ends what is held by way of `links`, of which the ends may never come.
  private mutating func end(_ links: [SequencerWiring.Link], _ sequencer: Sequencer) {
    for link in links { relay.end(link, at: sequencer.handle(of: link.own)) }
  }

  private mutating func connect(_ sequencer: Sequencer) {
    isStale = false
    let present = client.present()
    let outdated = wiring.outdated(wants, present: present)
    for link in outdated { client.disconnect(link.source, from: link.own) }
    if !outdated.isEmpty {
      // What had come before is heard, so that all it leaves held is ended.
      read(sequencer)
      end(outdated, sequencer)
    }
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
