private import Glibc
private import Graph
import Platform
import Sound
private import Synchronization

/// A thread that writes what is heard to a WAV file, so that a slow disk makes nobody wait.
///
/// Unchecked because `writer` belongs to the thread until it has ended.
final class WaveThread: @unchecked Sendable {
  private static let blockLength = 8192

  /// Samples, those of both channels, after which the file's header is brought up to date: a crash costs no
  /// more than that.
  private let updateLength: Int

  private let recording: Recording
  private let writer: WaveWriter
  private let isEnding = Atomic(false)
  private var thread = pthread_t()

  /// Writes what `recording` gets to the file at `path`, until ``finish()``.
  init(_ path: String, recording: Recording, sampleRate: Double) throws(FileProblem) {
    self.recording = recording
    updateLength = 2 * Int(sampleRate)
    writer = try WaveWriter(path, sampleRate: sampleRate, channelCount: 2, shown: path)
    let context = Unmanaged.passRetained(self).toOpaque()
    guard pthread_create(&thread, nil, writeSound, context) == 0 else {
      throw FileProblem(path, "cannot be written (there is no thread left)")
    }
  }

  /// Writes what is still there, and ends the thread.
  func finish() {
    isEnding.store(true, ordering: .releasing)
    pthread_join(thread, nil)
  }

  fileprivate func loop() {
    let block = UnsafeMutablePointer<Float>.allocate(capacity: Self.blockLength)
    defer { block.deallocate() }
    var sinceUpdate = 0
    while true {
      let isLast = isEnding.load(ordering: .acquiring)
      let count = recording.samples.pop(into: block, maximum: Self.blockLength)
      if count > 0 {
        do throws(FileProblem) {
          try writer.write(UnsafeBufferPointer(start: block, count: count))
        } catch {
          Log.error("\(error)")
          return
        }
        sinceUpdate += count
        guard sinceUpdate >= updateLength else { continue }
        sinceUpdate = 0
        writer.update()
      } else if isLast {
        return
      } else {
        usleep(10_000)
      }
    }
  }
}

private func writeSound(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<WaveThread>.fromOpaque(context).takeRetainedValue().loop()
  return nil
}
