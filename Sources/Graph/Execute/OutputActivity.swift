internal import Synchronization

/// What has left by each output of a node since somebody last looked: the peak of its samples, or how
/// many messages or events.
///
/// Outputs of audio come first, then those of MIDI, then those of events. Whichever thread runs the
/// node writes; the control thread takes.
struct OutputActivity: BitwiseCopyable {
  private let words: UnsafeMutablePointer<Atomic<UInt32>>
  private let count: Int

  static func allocate(count: Int) -> OutputActivity {
    let words = UnsafeMutablePointer<Atomic<UInt32>>.allocate(capacity: count)
    for index in 0..<count { (words + index).initialize(to: Atomic(0)) }
    return OutputActivity(words: words, count: count)
  }

  func deallocate() {
    words.deinitialize(count: count)
    words.deallocate()
  }

  /// Notes the bits of a peak without its sign; those of floating-point numbers above 0 are in
  /// their order.
  @_noLocks
  func note(peakBits: UInt32, at index: Int) {
    guard peakBits > words[index].load(ordering: .relaxed) else { return }
    _ = words[index].max(peakBits, ordering: .relaxed)
  }

  /// Notes that `count` more messages have left.
  @_noLocks
  func note(count: Int, at index: Int) {
    guard count > 0 else { return }
    _ = words[index].wrappingAdd(UInt32(truncatingIfNeeded: count), ordering: .relaxed)
  }

  /// The peak since the last call, full scale 1; not finite where the node sent what is no number.
  func takePeak(_ index: Int) -> Float {
    Float(bitPattern: words[index].exchange(0, ordering: .relaxed))
  }

  /// The number of messages since the last call.
  func takeCount(_ index: Int) -> Int { Int(words[index].exchange(0, ordering: .relaxed)) }
}
