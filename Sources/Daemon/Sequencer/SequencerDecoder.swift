import CALSA
import Graph

/// Makes MIDI messages of the sequencer's events, which are no bytes.
struct SequencerDecoder: ~Copyable {
  /// Room for what one event can hold: a number of 14 bits is four messages.
  private static let size = 16

  private var decoder: OpaquePointer?

  init() {
    snd_midi_event_new(Self.size, &decoder)
    // Every message with its status: no receiver shall have to remember the last.
    if let decoder { snd_midi_event_no_status(decoder, 1) }
  }

  deinit { if let decoder { snd_midi_event_free(decoder) } }

  /// The messages of a channel, of clock and of transport that `event` stands for; none for all others, for
  /// which the band has no use.
  func messages(_ event: inout snd_seq_event_t) -> [MIDIEvent] {
    guard let decoder else { return [] }
    var bytes = [UInt8](repeating: 0, count: Self.size)
    snd_midi_event_reset_decode(decoder)
    let count = snd_midi_event_decode(decoder, &bytes, Self.size, &event)
    guard count > 0 else { return [] }
    return Self.messages(bytes[..<Int(count)])
  }

  /// The messages that whole `bytes` hold.
  static func messages(_ bytes: ArraySlice<UInt8>) -> [MIDIEvent] {
    var messages: [MIDIEvent] = []
    var rest = bytes
    while let status = rest.popFirst() {
      if status == 0xF8 || 0xFA...0xFC ~= status {
        messages.append(MIDIEvent(offset: 0, status: status, data1: 0, data2: 0))
        continue
      }
      guard 0x80..<0xF0 ~= status || status == 0xF2 else { continue }
      let isShort = status & 0xE0 == 0xC0
      guard let first = rest.popFirst(), let second = isShort ? 0 : rest.popFirst() else { break }
      messages.append(MIDIEvent(offset: 0, status: status, data1: first, data2: second))
    }
    return messages
  }
}
