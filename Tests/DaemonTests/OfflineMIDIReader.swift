/// A MIDI file as a sequencer would play it; reads no more of the format than this project writes.
struct OfflineMIDIReader {
  struct Event {
    /// In seconds.
    let time: Double
    let track: String
    let bytes: [UInt8]

    var isNoteOn: Bool { bytes[0] & 0xF0 == 0x90 && bytes[2] > 0 }
    var isNoteOff: Bool { bytes[0] & 0xF0 == 0x80 || (bytes[0] & 0xF0 == 0x90 && bytes[2] == 0) }
  }

  private(set) var events: [Event] = []
  private var bytes: ArraySlice<UInt8>
  private let ticksPerQuarter: Double
  private var tempos: [(tick: Int, microseconds: Double)] = []

  init(_ file: [UInt8]) {
    bytes = file[...]
    bytes.removeFirst(10)
    let trackCount = Int(bytes.removeFirst()) << 8 | Int(bytes.removeFirst())
    ticksPerQuarter = Double(Int(bytes.removeFirst()) << 8 | Int(bytes.removeFirst()))
    for _ in 0..<trackCount { readTrack() }
  }

  /// The channels and keys that were started and not ended.
  var sounding: Set<[UInt8]> {
    var sounding: Set<[UInt8]> = []
    for event in events {
      let voice = [event.bytes[0] & 0x0F, event.bytes[1]]
      if event.isNoteOn { sounding.insert(voice) }
      if event.isNoteOff { sounding.remove(voice) }
    }
    return sounding
  }

  private mutating func readTrack() {
    bytes.removeFirst(8)
    var tick = 0
    var name = ""
    while true {
      tick += variableLength()
      let status = bytes.removeFirst()
      guard status == 0xFF else {
        let count = status & 0xE0 == 0xC0 ? 1 : 2
        events.append(Event(time: time(tick), track: name, bytes: [status] + bytes.prefix(count)))
        bytes.removeFirst(count)
        continue
      }
      let type = bytes.removeFirst()
      let length = variableLength()
      let body = Array(bytes.prefix(length))
      bytes.removeFirst(body.count)
      if type == 0x03 { name = String(decoding: body, as: UTF8.self) }
      if type == 0x51 { tempos.append((tick, body.reduce(0) { $0 * 256 + Double($1) })) }
      if type == 0x2F { return }
    }
  }

  private mutating func variableLength() -> Int {
    var value = 0
    while true {
      let byte = bytes.removeFirst()
      value = value << 7 | Int(byte & 0x7F)
      if byte < 0x80 { return value }
    }
  }

  private func time(_ tick: Int) -> Double {
    var seconds = 0.0
    for (index, tempo) in tempos.enumerated() where tempo.tick < tick {
      let end = index + 1 < tempos.count ? min(tick, tempos[index + 1].tick) : tick
      seconds += Double(end - tempo.tick) / ticksPerQuarter * tempo.microseconds / 1e6
    }
    return seconds
  }
}
