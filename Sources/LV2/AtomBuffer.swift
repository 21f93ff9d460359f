import CLilv

/// The memory behind an atom port: a sequence of messages, each with its frame.
///
/// A handle: copies share the memory, which whoever made it frees with ``deallocate()``.
package struct AtomBuffer: BitwiseCopyable {
  /// The bytes of a port whose author asks for none in particular.
  package static var usualSize: Int { 16_384 }

  let memory: UnsafeMutableRawPointer
  private let capacity: Int

  /// Numbers of the types that the audio thread meets.
  private let sequence: UInt32
  private let chunk: UInt32
  private let midi: UInt32

  /// Allocates an empty sequence, on the control thread.
  init(minimumSize: Int) {
    capacity = max(Self.usualSize, (minimumSize + 63) & ~63)
    memory = .allocate(byteCount: capacity, alignment: 64)
    _ = memory.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
    sequence = URIDMap.number(Vocabulary.atom + "Sequence")
    chunk = URIDMap.number(Vocabulary.atom + "Chunk")
    midi = URIDMap.number(Vocabulary.midi + "MidiEvent")
    clear()
  }

  func deallocate() { memory.deallocate() }

  /// Makes it an empty sequence, for the plugin to read.
  @_noLocks
  package func clear() {
    memory.storeBytes(of: Self.bodySize, as: UInt32.self)
    memory.storeBytes(of: sequence, toByteOffset: 4, as: UInt32.self)
    memory.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
  }

  /// Makes it empty room, for the plugin to write to.
  @_noLocks
  func offer() {
    memory.storeBytes(of: UInt32(truncatingIfNeeded: capacity - 8), as: UInt32.self)
    memory.storeBytes(of: chunk, toByteOffset: 4, as: UInt32.self)
  }

  /// Appends a message of `count` bytes and returns where to write them, or `nil` where the buffer
  /// is full; frames must not go back.
  @_noLocks
  func append(frame: Int, type: UInt32, count: Int) -> UnsafeMutableRawPointer? {
    let used = Int(memory.load(as: UInt32.self))
    let padded = (count + 7) & ~7
    guard 8 + used + 16 + padded <= capacity else { return nil }
    let event = memory + 8 + used
    event.storeBytes(of: Int64(frame), as: Int64.self)
    event.storeBytes(of: UInt32(truncatingIfNeeded: count), toByteOffset: 8, as: UInt32.self)
    event.storeBytes(of: type, toByteOffset: 12, as: UInt32.self)
    memory.storeBytes(of: UInt32(truncatingIfNeeded: used + 16 + padded), as: UInt32.self)
    return event + 16
  }

  /// Appends a MIDI message of up to three bytes; one for which there is no room is lost.
  @_noLocks
  package func append(frame: Int, status: UInt8, data1: UInt8, data2: UInt8, count: Int) {
    guard let body = append(frame: frame, type: midi, count: count) else { return }
    body.storeBytes(of: status, as: UInt8.self)
    body.storeBytes(of: data1, toByteOffset: 1, as: UInt8.self)
    body.storeBytes(of: data2, toByteOffset: 2, as: UInt8.self)
  }

  /// The position of the first message, or `nil` where there is none or no sequence was written.
  @_noLocks
  package func first() -> Int? {
    guard memory.load(fromByteOffset: 4, as: UInt32.self) == sequence else { return nil }
    return position(16)
  }

  /// The position of the message after the one at `position`, or `nil`.
  @_noLocks
  package func next(after position: Int) -> Int? {
    let size = Int(memory.load(fromByteOffset: position + 8, as: UInt32.self))
    return self.position(position + 16 + ((size + 7) & ~7))
  }

  @_noLocks
  private func position(_ candidate: Int) -> Int? {
    let end = min(capacity, 8 + Int(memory.load(as: UInt32.self)))
    guard candidate + 16 <= end else { return nil }
    let size = Int(memory.load(fromByteOffset: candidate + 8, as: UInt32.self))
    return candidate + 16 + size <= end ? candidate : nil
  }

  /// The MIDI message at `position`, of up to three bytes; a status of 0 for anything else.
  @_noLocks
  package func midi(
    at position: Int
  ) -> (frame: Int, status: UInt8, data1: UInt8, data2: UInt8) {
    let frame = Int(memory.load(fromByteOffset: position, as: Int64.self))
    let size = memory.load(fromByteOffset: position + 8, as: UInt32.self)
    let type = memory.load(fromByteOffset: position + 12, as: UInt32.self)
    guard type == midi, size > 0, size <= 3 else { return (frame, 0, 0, 0) }
    let body = memory + position + 16
    return (
      frame, body.load(as: UInt8.self), size > 1 ? body.load(fromByteOffset: 1, as: UInt8.self) : 0,
      size > 2 ? body.load(fromByteOffset: 2, as: UInt8.self) : 0
    )
  }

  /// The size of a sequence's own body, in front of its messages.
  private static var bodySize: UInt32 { @_noLocks get { 8 } }
}
