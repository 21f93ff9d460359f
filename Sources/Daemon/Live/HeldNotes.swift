import Graph

/// Which notes and pedals are held, and at which place, to end them where nobody else will.
struct HeldNotes<Place: Hashable> {
  /// A key of a channel, or without a key the channel's sustain pedal.
  private struct Hold: Hashable {
    let channel: UInt8
    let key: UInt8?

    var end: MIDIEvent {
      guard let key else { return MIDIEvent(control: 64, value: 0, channel: channel, offset: 0) }
      return MIDIEvent(noteOff: key, channel: channel, offset: 0)
    }
  }

  private var held: [Place: Set<Hold>] = [:]

  /// The places at which something is held.
  var places: [Place] { Array(held.keys) }

  /// How many notes and pedals are held, at all places.
  var count: Int { held.values.reduce(0) { $0 + $1.count } }

  /// Takes note of what `event` begins or ends at `place`.
  mutating func record(_ event: MIDIEvent, at place: Place) {
    var holds = held.removeValue(forKey: place) ?? []
    let note = Hold(channel: event.channel, key: event.data1)
    if event.isNoteOn {
      holds.insert(note)
    } else if event.isNoteOff {
      holds.remove(note)
    } else if event.status & 0xF0 == 0xB0 {
      Self.obey(event, &holds)
    }
    if !holds.isEmpty { held[place] = holds }
  }

  private static func obey(_ control: MIDIEvent, _ holds: inout Set<Hold>) {
    let pedal = Hold(channel: control.channel, key: nil)
    switch control.data1 {
    case 64 where control.data2 >= 64: holds.insert(pedal)
    case 64, 121: holds.remove(pedal)
    case 120, 123: holds = holds.filter { $0.channel != control.channel || $0.key == nil }
    default: break
    }
  }

  /// What ends all that is held at `place`, by channel and key; nothing is held there then.
  mutating func end(_ place: Place) -> [MIDIEvent] {
    let holds = held.removeValue(forKey: place) ?? []
    return holds.sorted { ($0.channel, $0.key ?? 128) < ($1.channel, $1.key ?? 128) }.map(\.end)
  }
}
