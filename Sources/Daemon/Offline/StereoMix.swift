import Graph

/// What a listener would hear of a block: playback nodes and, unless it is wet, the recording.
struct StereoMix: ~Copyable {
  /// Left and right in turn.
  private let samples: UnsafeMutableBufferPointer<Float>
  private let isWet: Bool

  init(maximumFrameCount: Int, isWet: Bool) {
    samples = .allocate(capacity: 2 * maximumFrameCount)
    samples.initialize(repeating: 0)
    self.isWet = isWet
  }

  deinit { samples.deallocate() }

  /// Mixes the block that `executor` has just run; valid until the next one.
  borrowing func take(
    _ executor: UnsafeMutablePointer<Executor>, input: RenderInput, frameCount: Int
  ) -> UnsafeBufferPointer<Float> {
    for index in 0..<2 * frameCount { samples[index] = 0 }
    if !isWet { addInput(input, frameCount: frameCount) }
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index).pointee
      guard slot.isOutput, !slot.isMIDI, let port = OfflinePorts.port(of: slot) else { continue }
      add(port, frameCount: frameCount)
    }
    return UnsafeBufferPointer(rebasing: samples[..<(2 * frameCount)])
  }

  private borrowing func addInput(_ input: RenderInput, frameCount: Int) {
    let sides = input.sides
    for index in 0..<frameCount {
      samples[2 * index] += sides.left[index]
      samples[2 * index + 1] += sides.right[index]
    }
  }

  private borrowing func add(_ port: OfflinePort, frameCount: Int) {
    let sides = port.sides
    for index in 0..<frameCount {
      if sides.left { samples[2 * index] += port.samples[index] }
      if sides.right { samples[2 * index + 1] += port.samples[index] }
    }
  }
}
