import Music

/// The notes of a Standard MIDI File, with what tells how they group.
struct MIDIScore {
  struct Note: Equatable {
    let tick: Int
    var end: Int
    let channel: Int
    let key: Int
    let velocity: Int

    /// How loud its channel is when it begins, or halfway where it swells: 1 is usual.
    var level = 1.0
  }

  /// The largest file and the most notes that are taken; no style comes near.
  static let largestFile = 4 << 20
  private static let mostNotes = 200_000

  private(set) var ticksPerQuarter = 480
  private(set) var metre = Metre.fourFour

  /// Quarters a minute.
  private(set) var tempo = 120.0
  private(set) var markers: [(tick: Int, text: String)] = []
  private(set) var notes: [Note] = []

  /// The program each channel begins with, from 0.
  private(set) var programs: [Int: Int] = [:]

  /// How loud the channels are.
  private(set) var mix = MIDIMix()
  private(set) var endTick = 0

  /// Whatever follows the tracks: of a Yamaha style, its CASM chunk among others.
  private(set) var appendix: [(name: String, content: ArraySlice<UInt8>)] = []

  init(_ bytes: [UInt8]) throws(StyleImportError) {
    guard bytes.count <= Self.largestFile else {
      throw StyleImportError("the file is larger than 4 MB")
    }
    var reader = ByteReader(bytes[...])
    guard bytes.count > 14, case let (name, header) = try reader.chunk(), name == "MThd",
      header.count >= 6
    else { throw StyleImportError("this is not a Standard MIDI File or a Yamaha style") }
    var fields = ByteReader(header)
    _ = try fields.number(4)
    let division = try fields.number(2)
    guard division > 0, division < 0x8000 else {
      throw StyleImportError("the file counts time in frames and not in beats")
    }
    ticksPerQuarter = division
    while !reader.isAtEnd {
      guard let chunk = try? reader.chunk() else { break }
      if chunk.name == "MTrk" { try read(track: chunk.content) } else { appendix.append(chunk) }
    }
    notes.sort { ($0.tick, $0.channel, $0.key) < ($1.tick, $1.channel, $1.key) }
    markers.sort { $0.tick < $1.tick }
    mix.sort()
    for index in notes.indices {
      let note = notes[index]
      notes[index].level = max(
        mix.level(of: note.channel, at: note.tick),
        mix.level(of: note.channel, at: (note.tick + note.end) / 2))
    }
    guard !notes.isEmpty else { throw StyleImportError("there are no notes in the file") }
  }

  private mutating func read(track: ArraySlice<UInt8>) throws(StyleImportError) {
    var reader = ByteReader(track)
    var tick = 0
    var status: UInt8 = 0
    var sounding: [Int: Int] = [:]
    while !reader.isAtEnd {
      tick += try reader.variableNumber()
      guard tick < 1 << 28 else { throw StyleImportError("the file is longer than any style") }
      var first = try reader.byte()
      if first == 0xFF {
        let kind = try reader.byte()
        note(kind, try reader.take(try reader.variableNumber()), at: tick)
        continue
      } else if first == 0xF0 || first == 0xF7 {
        _ = try reader.take(try reader.variableNumber())
        continue
      }
      var data: UInt8
      if first >= 0x80 {
        status = first
        data = try reader.byte()
      } else {
        data = first
        first = status
      }
      guard status >= 0x80, status < 0xF0 else {
        throw StyleImportError("a track of the file holds what no track may hold")
      }
      data &= 127
      let channel = Int(status & 15)
      switch status & 0xF0 {
      case 0xC0: programs[channel] = programs[channel] ?? Int(data)
      case 0xD0: break
      default:
        let second = try reader.byte() & 127
        let slot = channel << 7 | Int(data)
        if status & 0xF0 == 0x90, second > 0 {
          guard notes.count < Self.mostNotes else {
            throw StyleImportError("there are too many notes in the file")
          }
          sounding[slot] = notes.count
          notes.append(
            Note(
              tick: tick, end: tick, channel: channel, key: Int(data), velocity: Int(second)))
        } else if status & 0xF0 == 0xB0 {
          mix.turn(Int(data), of: channel, to: Int(second), at: tick)
        } else if status & 0xE0 == 0x80, let index = sounding.removeValue(forKey: slot) {
          notes[index].end = tick
        }
      }
    }
    endTick = max(endTick, tick)
  }

  /// Takes in an event about the music, of a kind that matters here.
  private mutating func note(_ kind: UInt8, _ content: ArraySlice<UInt8>, at tick: Int) {
    let bytes = Array(content.prefix(64))
    switch kind {
    case 0x06: markers.append((tick, String(decoding: bytes, as: UTF8.self)))
    case 0x51 where bytes.count == 3 && tick == 0:
      let microseconds = Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
      if microseconds > 0 { tempo = 60_000_000 / Double(microseconds) }
    case 0x58
    where bytes.count >= 2 && tick == 0 && (2...12).contains(bytes[0]) && (1...3).contains(bytes[1]):
      metre = Metre(Int(bytes[0]), 1 << Int(bytes[1]))
    default: break
    }
  }
}
