/// Something that happened in the sound, or is about to.
package struct Event: Sendable, BitwiseCopyable {
  package var type: EventType

  /// The frame in the current block at which the event is delivered.
  package var offset: Int32

  /// The absolute frame at which it happened in the sound; for a beat, at which it will.
  package var time: Int64

  /// The values that ``EventType/fields`` names, in order; the rest is zero.
  ///
  /// There is room for the widest event, the 24 Bark bands of a spectrum.
  package var values: InlineArray<24, Float>

  /// Creates an event whose values are zero.
  @_noLocks
  package init(_ type: EventType, time: Int64, offset: Int32 = 0) {
    self.type = type
    self.time = time
    self.offset = offset
    values = InlineArray(repeating: 0)
  }
}
