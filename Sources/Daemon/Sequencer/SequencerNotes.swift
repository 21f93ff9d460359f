import Graph

/// The notes that each port of the sequencer holds, to end them where it goes away with them.
struct SequencerNotes {
  private struct Note: Hashable {
    let own: String
    let channel: UInt8
    let key: UInt8
  }

  private var sounding: [SequencerAddress: Set<Note>] = [:]

  /// Takes note of what came from `source` for our port `own`.
  mutating func record(_ event: MIDIEvent, from source: SequencerAddress, own: String) {
    let note = Note(own: own, channel: event.channel, key: event.data1)
    if event.isNoteOn {
      sounding[source, default: []].insert(note)
    } else if event.isNoteOff {
      sounding[source]?.remove(note)
    }
  }

  /// What ends the notes of a port that has gone, with the names of ours.
  mutating func end(_ source: SequencerAddress) -> [(own: String, event: MIDIEvent)] {
    (sounding.removeValue(forKey: source) ?? []).map { note in
      (note.own, MIDIEvent(noteOff: note.key, channel: note.channel, offset: 0))
    }
  }

  /// The ports that hold notes.
  var sources: [SequencerAddress] { Array(sounding.keys) }
}
