/// Stands in for a sound file in memory: a second of two saw teeth.
struct SoundMemory: ~Copyable {
  let frameCount = 48_000
  let left: UnsafeMutablePointer<Float>
  let right: UnsafeMutablePointer<Float>

  init(_ path: String, sampleRate: Double) throws(NodeError) {
    left = .allocate(capacity: frameCount)
    right = .allocate(capacity: frameCount)
    for frame in 0..<frameCount {
      (left + frame).initialize(to: Float(frame % 100) / 100)
      (right + frame).initialize(to: Float(frame % 77) / -77)
    }
  }

  deinit {
    left.deallocate()
    right.deallocate()
  }
}
