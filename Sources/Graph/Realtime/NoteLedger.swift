/// Which notes sound: one bit for each channel and key, in 256 bytes that may be a mapped file; and on which
/// channels the sustain pedal is held, where the memory is our own.
///
/// A handle: copies share the memory. Only one thread writes it.
package struct NoteLedger: BitwiseCopyable {
  /// Bytes of memory a ledger takes.
  package static var byteCount: Int { 256 }

  /// The bits: word `2 * channel + key / 64`, bit `key % 64`.
  package let words: UnsafeMutablePointer<UInt64>

  /// Whether a word more has a bit for each channel whose pedal is held.
  private let knowsPedals: Bool

  /// Uses `words`, 32 of them, which the caller zeroes and frees.
  package init(_ words: UnsafeMutablePointer<UInt64>) { self.init(words, knowsPedals: false) }

  private init(_ words: UnsafeMutablePointer<UInt64>, knowsPedals: Bool) {
    self.words = words
    self.knowsPedals = knowsPedals
  }

  /// Allocates an empty ledger, on the control thread.
  package static func allocate() -> NoteLedger {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 33)
    words.initialize(repeating: 0, count: 33)
    return NoteLedger(words, knowsPedals: true)
  }

  /// Frees what ``allocate()`` has allocated, on the control thread; memory that was lent is its owner's.
  package func deallocate() { words.deallocate() }

  /// Takes note of what `event` starts or ends.
  @_noLocks
  package func record(_ event: MIDIEvent) {
    let word = Int(event.channel) * 2 + Int(event.data1 & 0x7F) / 64
    let bit = UInt64(1) << UInt64(event.data1 & 63)
    if event.isNoteOn {
      words[word] |= bit
    } else if event.isNoteOff {
      words[word] &= ~bit
    } else if event.status & 0xF0 == 0xB0, event.data1 == 120 || event.data1 == 123 {
      words[Int(event.channel) * 2] = 0
      words[Int(event.channel) * 2 + 1] = 0
    } else if event.status & 0xF0 == 0xB0, knowsPedals, event.data1 == 64 || event.data1 == 121 {
      let bit = UInt64(1) << UInt64(event.channel)
      let isHeld = event.data1 == 64 && event.data2 >= 64
      words[32] = isHeld ? words[32] | bit : words[32] & ~bit
    }
  }

  /// A bit for each channel, 0 to 15, on which the sustain pedal is known to be held.
  package var pedals: UInt64 { @_noLocks get { knowsPedals ? words[32] : 0 } }

  /// Whether `key` sounds on `channel`, 0 to 15.
  @_noLocks
  package func isSounding(_ key: UInt8, channel: UInt8) -> Bool {
    words[Int(channel) * 2 + Int(key) / 64] >> UInt64(key & 63) & 1 == 1
  }

  /// Whether no note sounds and, as far as is known, no pedal is held.
  package var isEmpty: Bool {
    @_noLocks get {
      var any = pedals
      for word in 0..<32 { any |= words[word] }
      return any == 0
    }
  }

  /// Appends a note-off for every sounding note and an end to every held pedal to `lane`, at `offset`, and
  /// keeps the ledger.
  @_noLocks
  package func end(into lane: Lane<MIDIEvent>, offset: Int32) {
    for word in 0..<32 where words[word] != 0 {
      for bit in 0..<64 where words[word] >> UInt64(bit) & 1 == 1 {
        let key = UInt8(word % 2 * 64 + bit)
        lane.append(MIDIEvent(noteOff: key, channel: UInt8(word / 2), offset: offset))
      }
    }
    for channel in UInt8(0)..<16 where pedals >> UInt64(channel) & 1 == 1 {
      lane.append(MIDIEvent(control: 64, value: 0, channel: channel, offset: offset))
    }
  }
}
