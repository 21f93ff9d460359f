/// A standard MIDI file of format 1: a track that conducts, then one for each part.
///
/// Format: "Standard MIDI Files 1.0" (MIDI Manufacturers Association, 1988).
struct StandardMIDIFile {
  struct Message: Equatable {
    let tick: Int

    /// Status and data of a channel message.
    let bytes: [UInt8]
  }

  struct Track: Equatable {
    let name: String

    /// Sorted by tick.
    var messages: [Message]
  }

  static let ticksPerQuarter = 960

  let title: String
  let beatsPerBar: Int

  /// The note value of a beat, a power of two.
  let beatUnit: Int
  let tempos: [TempoMap.Tempo]
  let tracks: [Track]

  /// Where every track ends.
  let endTick: Int

  var bytes: [UInt8] {
    var bytes = Array("MThd".utf8) + bigEndian(6, 4) + bigEndian(1, 2)
    bytes += bigEndian(tracks.count + 1, 2) + bigEndian(Self.ticksPerQuarter, 2)
    bytes += chunk(conductor)
    for track in tracks {
      let messages = track.messages.map { (tick: $0.tick, bytes: $0.bytes) }
      bytes += chunk([(0, meta(0x03, Array(track.name.utf8)))] + messages)
    }
    return bytes
  }

  private var conductor: [(tick: Int, bytes: [UInt8])] {
    let power = UInt8(max(1, beatUnit).trailingZeroBitCount)
    let signature = [UInt8(clamping: beatsPerBar), power, 24, 8]
    return [(0, meta(0x03, Array(title.utf8))), (0, meta(0x58, signature))]
      + tempos.map { ($0.tick, meta(0x51, bigEndian($0.microseconds, 3))) }
  }

  private func chunk(_ events: [(tick: Int, bytes: [UInt8])]) -> [UInt8] {
    var body: [UInt8] = []
    var now = 0
    for event in events + [(max(endTick, events.last?.tick ?? 0), meta(0x2F, []))] {
      body += variableLength(event.tick - now) + event.bytes
      now = event.tick
    }
    return Array("MTrk".utf8) + bigEndian(body.count, 4) + body
  }

  private func meta(_ type: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [0xFF, type] + variableLength(bytes.count) + bytes
  }

  private func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Seven bits a byte, all but the last with the eighth set.
  private func variableLength(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}
