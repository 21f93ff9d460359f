/// Which channels of a section are which player of ours.
struct PartAssignment {
  private(set) var drums: Set<Int> = []
  private(set) var bass: Int?
  private(set) var comping: Set<Int> = []
  private(set) var pad: Int?

  /// The root of the chord that each channel is written over, in semitones above C, and its third.
  private(set) var roots: [Int: Int] = [:]

  init(_ section: SectionNotes, programs: [Int: Int], roles: [Int: ChannelRole]) {
    var counts: [Int: Int] = [:]
    var sums: [Int: Int] = [:]
    for note in section.notes {
      counts[note.channel, default: 0] += 1
      sums[note.channel, default: 0] += note.key
    }
    for channel in counts.keys.sorted() {
      roots[channel] = roles[channel]?.root ?? 0
      let mean = (sums[channel] ?? 0) / max(1, counts[channel] ?? 1)
      let destination = roles[channel]?.destination ?? Self.guess(channel, programs[channel], mean)
      switch destination {
      case 8, 9: drums.insert(channel)
      case 10: bass = bass ?? channel
      case 11, 12: comping.insert(channel)
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
