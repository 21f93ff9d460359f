/// Stands in for the file of a recorder: forgets what it is handed.
final class RecorderTape: Job, @unchecked Sendable {
  private let samples = SampleRing(minimumCapacity: 8192)
  private let chunk = UnsafeMutablePointer<Float>.allocated(touching: 8192)

  init(
    _ path: String, sampleRate: Double, maximumFrameCount: Int, writes: Bool, trouble: TroubleReport
  ) throws(NodeError) {}

  var lostSeconds: Float { @_noLocks get { 0 } }

  deinit { chunk.deallocate() }

  @_noLocks
  func push(_ start: UnsafePointer<Float>, count: Int) {
    if !samples.push(Signal(start: start, count: count)) { _ = run() }
  }

  func run() -> Bool { samples.pop(into: chunk, maximum: 8192) > 0 }
}
