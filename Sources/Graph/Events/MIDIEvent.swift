/// A MIDI message of up to three bytes, placed in a block: a channel's, or one of clock and transport.
package struct MIDIEvent: Sendable, BitwiseCopyable {
  /// The frame in the current block.
  package var offset: Int32

  /// The first byte: the kind of message, with the channel in its lower half where it has one.
  package var status: UInt8
  package var data1: UInt8
  package var data2: UInt8

  @_noLocks
  package init(offset: Int32, status: UInt8, data1: UInt8, data2: UInt8) {
    self.offset = offset
    self.status = status
    self.data1 = data1
    self.data2 = data2
  }

  /// Creates a note-on; `channel` 0 to 15, `velocity` 1 to 127.
  @_noLocks
  package init(noteOn key: UInt8, velocity: UInt8, channel: UInt8, offset: Int32) {
    self.init(offset: offset, status: 0x90 | channel, data1: key, data2: velocity)
  }

  /// Creates a note-off; `channel` 0 to 15.
  @_noLocks
  package init(noteOff key: UInt8, channel: UInt8, offset: Int32) {
    self.init(offset: offset, status: 0x80 | channel, data1: key, data2: 64)
  }

  /// Creates a control change; `channel` 0 to 15.
  @_noLocks
  package init(control: UInt8, value: UInt8, channel: UInt8, offset: Int32) {
    self.init(offset: offset, status: 0xB0 | channel, data1: control, data2: value)
  }

  /// 0 to 15; without meaning for messages of the system.
  package var channel: UInt8 { @_noLocks get { status & 0x0F } }

  /// Whether it starts a note: a note-on of velocity 0 ends one.
  package var isNoteOn: Bool { @_noLocks get { status & 0xF0 == 0x90 && data2 > 0 } }

  /// Whether it ends a note, in either of the two ways that MIDI has.
  package var isNoteOff: Bool {
    @_noLocks get { status & 0xF0 == 0x80 || (status & 0xF0 == 0x90 && data2 == 0) }
  }

  /// Whether it ends something: a note, or the hold of the sustain pedal.
  package var isRelease: Bool {
    @_noLocks get { isNoteOff || (status & 0xF0 == 0xB0 && data1 == 64 && data2 < 64) }
  }

  /// Whether it belongs to no channel, such as clock and song position.
  package var isSystem: Bool { @_noLocks get { status >= 0xF0 } }

  /// Whether nodes may have it: one of a channel, clock, start, continue, stop or song position, with data
  /// bytes below 128 as MIDI has them, which is more than a foreign program keeps to.
  package var isOfUse: Bool {
    @_noLocks get {
      guard data1 < 0x80, data2 < 0x80 else { return false }
      if status < 0xF0 { return status >= 0x80 }
      return status == 0xF2 || status == 0xF8 || (status >= 0xFA && status <= 0xFC)
    }
  }

  /// The number of bytes on the wire, 1 to 3.
  package var byteCount: Int {
    @_noLocks get {
      if status >= 0xF8 { return 1 }
      return status & 0xF0 == 0xC0 || status & 0xF0 == 0xD0 ? 2 : 3
    }
  }
}
