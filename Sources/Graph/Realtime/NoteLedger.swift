/// Which notes sound: one bit for each channel and key, in 256 bytes that may be a mapped file.
///
/// A handle: copies share the memory. Only one thread writes it.
package struct NoteLedger: BitwiseCopyable {
  /// Bytes of memory a ledger takes.
  package static var byteCount: Int { 256 }

  package let words: UnsafeMutablePointer<UInt64>

  /// Uses `words`, 32 of them, which the caller zeroes and frees.
  package init(_ words: UnsafeMutablePointer<UInt64>) { self.words = words }

  /// Allocates an empty ledger, on the control thread.
  package static func allocate() -> NoteLedger {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 32)
    words.initialize(repeating: 0, count: 32)
    return NoteLedger(words)
  }

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
    }
  }

  /// Whether `key` sounds on `channel`, 0 to 15.
  @_noLocks
  package func isSounding(_ key: UInt8, channel: UInt8) -> Bool {
    words[Int(channel) * 2 + Int(key) / 64] >> UInt64(key & 63) & 1 == 1
  }

  package var isEmpty: Bool {
    @_noLocks get {
      var any: UInt64 = 0
      for word in 0..<32 { any |= words[word] }
      return any == 0
    }
  }

  /// Appends a note-off for every sounding note to `lane`, at `offset`, and keeps the ledger.
  @_noLocks
  package func end(into lane: Lane<MIDIEvent>, offset: Int32) {
    for word in 0..<32 where words[word] != 0 {
      for bit in 0..<64 where words[word] >> UInt64(bit) & 1 == 1 {
        let key = UInt8(word % 2 * 64 + bit)
        lane.append(MIDIEvent(noteOff: key, channel: UInt8(word / 2), offset: offset))
      }
    }
  }
}
