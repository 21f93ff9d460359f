/// Memory that is allocated piece by piece and freed at once; control thread only.
struct Arena: ~Copyable {
  private var pieces: [UnsafeMutableRawPointer] = []
  private var midiLanes: [Lane<MIDIEvent>] = []
  private var eventLanes: [Lane<Event>] = []

  init() {}

  deinit {
    for piece in pieces { piece.deallocate() }
    for lane in midiLanes { lane.deallocate() }
    for lane in eventLanes { lane.deallocate() }
  }

  /// Copies `values` into memory of their own.
  mutating func array<T: BitwiseCopyable>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
    pieces.append(UnsafeMutableRawPointer(pointer))
    return pointer
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
