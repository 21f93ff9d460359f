/// Memory that is allocated piece by piece and freed at once; control thread only.
///
/// Arrays that are asked for one after the other lie side by side, since the audio thread goes through
/// those of a large graph in that order and would find room for all of them in its core's cache.
struct Arena: ~Copyable {
  /// Bytes of the pieces in which small arrays share.
  private static let pieceSize = 16_384

  private var pieces: [UnsafeMutableRawPointer] = []

  /// Where the last of these has room, and for how many bytes.
  private var end: UnsafeMutableRawPointer?
  private var room = 0

  private var midiLanes: [Lane<MIDIEvent>] = []
  private var eventLanes: [Lane<Event>] = []

  init() {}

  deinit {
    for piece in pieces { piece.deallocate() }
    for lane in midiLanes { lane.deallocate() }
    for lane in eventLanes { lane.deallocate() }
  }

  /// Copies `values` into memory that nothing else uses.
  mutating func array<T: BitwiseCopyable>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let raw = place(
      byteCount: values.count * MemoryLayout<T>.stride, alignment: MemoryLayout<T>.alignment)
    let pointer = raw.bindMemory(to: T.self, capacity: values.count)
    for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
    return pointer
  }

  /// Finds room for `byteCount` bytes, in a new piece where the last one has none.
  private mutating func place(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
    if let end {
      let place = end.alignedUp(toMultipleOf: alignment)
      let rest = room - (place - end) - byteCount
      if rest >= 0 {
        self.end = place + byteCount
        room = rest
        return place
      }
    }
    let size = max(byteCount, Self.pieceSize)
    let piece = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    pieces.append(piece)
    if size > byteCount {
      end = piece + byteCount
      room = size - byteCount
    }
    return piece
  }

  /// Allocates `count` samples of silence, aligned to a cache line.
  mutating func samples(_ count: Int) -> UnsafeMutablePointer<Float> {
    let bytes = count * MemoryLayout<Float>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    pieces.append(raw)
    let pointer = raw.bindMemory(to: Float.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
    return pointer
  }

  mutating func midiLane() -> Lane<MIDIEvent> {
    midiLanes.append(Lane(capacity: 512))
    return midiLanes[midiLanes.count - 1]
  }

  mutating func eventLane() -> Lane<Event> {
    eventLanes.append(Lane(capacity: 64))
    return eventLanes[eventLanes.count - 1]
  }
}
