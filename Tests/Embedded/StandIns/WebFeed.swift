/// Stands in for a web socket: a third of a second of a saw tooth, and then the end.
final class WebFeed: Job, @unchecked Sendable {
  let stream: WebStream

  init(sampleRate: Double) {
    stream = WebStream(capacity: Int(sampleRate))
    let count = Int(sampleRate / 3)
    let samples = UnsafeMutablePointer<Float>.allocated(touching: count)
    for frame in 0..<count { samples[frame] = Float(frame % 89) / 89 }
    stream.isOpen = true
    stream.push(Signal(start: samples, count: count))
    samples.deallocate()
  }

  func run() -> Bool {
    guard stream.isOpen, stream.underrunCount > 0 else { return false }
    stream.isOpen = false
    return true
  }
}
