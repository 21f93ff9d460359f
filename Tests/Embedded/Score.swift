/// What a node hears: noise, notes and chords.
struct Score {
  /// Whether every sample is too small for a normal number.
  let isDenormal: Bool

  func sample(_ frame: Int) -> Float {
    var state = UInt32(truncatingIfNeeded: frame) &* 2_654_435_761
    state ^= state >> 15
    state = state &* 2_246_822_519
    state ^= state >> 13
    if isDenormal { return Float(bitPattern: state & 0x807F_FFFF) }
    return Float(Int32(bitPattern: state)) * 0x1p-32
  }

  /// Appends the notes that fall into the block of `count` frames from `start` on.
  func playNotes(from start: Int, count: Int, into messages: Lane<MIDIEvent>) {
    for frame in start..<(start + count) where frame % 500 == 99 {
      let offset = Int32(frame - start)
      let key = UInt8(48 + frame / 500 % 24)
      messages.append(MIDIEvent(noteOn: key, velocity: 90, channel: 3, offset: offset))
      messages.append(MIDIEvent(noteOff: key &- 1, channel: 3, offset: offset))
    }
  }

  /// Appends notes and chords.
  func play(from start: Int, count: Int, into messages: Lane<MIDIEvent>, _ events: Lane<Event>) {
    playNotes(from: start, count: count, into: messages)
    for frame in start..<(start + count) where frame % 500 == 99 {
      let offset = Int32(frame - start)
      var chord = Event(.chord, time: Int64(frame), offset: offset)
      chord.values[0] = Float(frame / 500 % 12)
      chord.values[1] = Float(frame / 500 % 3)
      chord.values[2] = chord.values[0]
      chord.values[3] = 0.9
      chord.values[4] = 1
      events.append(chord)
    }
  }
}
