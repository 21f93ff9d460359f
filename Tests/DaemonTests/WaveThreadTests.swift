import Graph
import Sound
import TestSupport
import Testing

@testable import Daemon

@Suite struct WaveThreadTests {
  @Test func `what is recorded can be read by others before the recording ends`() async throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("take.wav")
    let recording = Recording(takesSound: true)
    let thread = try WaveThread(path, recording: recording, sampleRate: 8000)
    defer {
      thread.finish()
      withExtendedLifetime(scratch) {}
    }
    let block = UnsafeMutablePointer<Float>.allocate(capacity: 40_000)
    defer { block.deallocate() }
    block.initialize(repeating: 0.25, count: 40_000)
    recording.push(Signal(start: block, count: 40_000))
    try await eventually("a file that says how long it is") {
      guard let file = try? AudioFile.read(path, rate: nil) else { return false }
      return file.warning == nil && file.frameCount >= 8000
    }
  }
}
