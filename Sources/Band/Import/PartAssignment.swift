/// Which channels of a section are which player of ours.
struct PartAssignment {
  private(set) var drums: Set<Int> = []
  private(set) var bass: Int?
  private(set) var comping: Set<Int> = []
  private(set) var pad: Int?

  /// A part of chords whose notes come one by one.
  private(set) var arpeggio: Int?

  /// How many parts keep their notes whatever the chord is, and are left out.
  private(set) var fixedCount = 0

  /// The chord that each channel is written over, and how it follows others.
  private(set) var sources: [Int: SourceChord] = [:]
  private(set) var transpositions: [Int: NoteTransposition] = [:]

  /// The players and what channels each of them has, as style files call them.
  var channels: [(name: String, channels: Set<Int>)] {
    let one = { (channel: Int?) in Set([channel].compactMap(\.self)) }
    return [
      ("drums", drums), ("bass", one(bass)), ("comping", comping), ("pad", one(pad)),
      ("arpeggio", one(arpeggio)),
    ]
  }

  init(_ section: SectionNotes, programs: [Int: Int], roles: [Int: ChannelRole]) {
    var counts: [Int: Int] = [:]
    var sums: [Int: Int] = [:]
    for note in section.notes {
      counts[note.channel, default: 0] += 1
      sums[note.channel, default: 0] += note.key
    }
    for channel in counts.keys.sorted() {
      sources[channel] = roles[channel]?.source ?? SourceChord()
      let transposition = roles[channel]?.transposition ?? NoteTransposition()
      transpositions[channel] = transposition
      let mean = (sums[channel] ?? 0) / max(1, counts[channel] ?? 1)
      let destination = roles[channel]?.destination ?? Self.guess(channel, programs[channel], mean)
      if (10...13).contains(destination), transposition.isFixed {
        fixedCount += 1
        continue
      }
      switch destination {
      case 8, 9: drums.insert(channel)
      case 10: bass = bass ?? channel
      case 11, 12:
        if roles[channel] != nil, arpeggio == nil, section.isBroken(channel) {
          arpeggio = channel
        } else {
          comping.insert(channel)
        }
      case 13: pad = pad ?? channel
      default: break
      }
    }
  }

  /// The part of a Yamaha style that a channel would be, judged by channel, General MIDI program and
  /// register.
  private static func guess(_ channel: Int, _ program: Int?, _ meanKey: Int) -> Int {
    if channel == 9 { return 9 }
    switch program ?? 0 {
    case 32...39: return 10
    case 40...55, 88...95: return meanKey < 45 ? 10 : 13
    default: return meanKey < 45 ? 10 : 11
    }
  }
}
