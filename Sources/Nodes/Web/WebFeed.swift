import Graph
internal import Synchronization

/// Carries the sound of a web socket to the audio thread.
///
/// The control thread offers it as it comes, a worker brings it to the engine's rate, and the audio
/// thread takes it out of a ring. Unchecked because only the worker that runs the job touches the
/// converter, one at a time, and `deinit`, when nobody else can.
package final class WebFeed: Job, @unchecked Sendable {
  private struct Chunk {
    let samples: [Float]

    /// In Hz.
    let rate: Double
    let isLast: Bool
  }

  private struct Inbox {
    var chunks: [Chunk] = []

    /// Samples at the engine's rate that they will become.
    var count = 0.0

    /// Samples of earlier streams.
    var base: Int64 = 0
  }

  /// The most seconds that may wait.
  static var longest: Double { 10 }

  private let sampleRate: Double
  private let inbox = Mutex(Inbox())

  /// What the audio thread has of it.
  let stream: WebStream

  private var converter: StreamConverter

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    converter = StreamConverter(to: sampleRate)
    stream = WebStream(capacity: Int(Self.longest * sampleRate))
  }

  /// How often a stream had nothing to play since the node was made.
  package var underruns: Int { stream.underrunCount }

  /// Seconds of sound that were left out because too much waited, since the node was made.
  package var overrun: Double { Double(stream.overrunCount) / sampleRate }

  /// Seconds that wait to be played.
  package var buffered: Double {
    (inbox.withLock(\.count) + Double(stream.count)) / sampleRate
  }

  /// Where in the stream, in seconds, the sound is that was heard at the engine's frame `frame`;
  /// `nil` for what was there long before the stream.
  package func position(of frame: Int64) -> Double? {
    let base = inbox.withLock(\.base)
    guard stream.consumed > base else { return nil }
    let seconds = Double(frame - stream.origin - base) / sampleRate
    return seconds < -0.5 ? nil : max(0, seconds)
  }

  /// Begins a stream.
  package func begin() {
    let base = stream.consumed + Int64(stream.count)
    inbox.withLock { $0.base = base }
    stream.isOpen = true
  }

  /// Takes samples of the stream, at `rate` Hz; those beyond the longest wait are left out.
  package func offer(_ samples: [Float], rate: Double) {
    let count = Double(samples.count) * sampleRate / rate
    let isTaken = inbox.withLock { inbox in
      guard inbox.count + Double(stream.count) + count <= Self.longest * sampleRate else {
        return false
      }
      inbox.chunks.append(Chunk(samples: samples, rate: rate, isLast: false))
      inbox.count += count
      return true
    }
    if !isTaken { stream.noteOverrun(Int(count)) }
  }

  /// Ends the stream; what waits is played.
  package func end() {
    inbox.withLock { $0.chunks.append(Chunk(samples: [], rate: 0, isLast: true)) }
    stream.isOpen = false
  }

  /// Brings what was offered to the engine's rate and hands it to the audio thread, on a worker.
  package func run() -> Bool {
    var worked = false
    while let chunk = inbox.withLock({ $0.chunks.isEmpty ? nil : $0.chunks.removeFirst() }) {
      worked = true
      push(chunk.isLast ? converter.drain() : converter.convert(chunk.samples, from: chunk.rate))
      let count = Double(chunk.samples.count) * sampleRate / max(chunk.rate, 1)
      inbox.withLock { $0.count = max(0, $0.count - count) }
    }
    return worked
  }

  private func push(_ samples: [Float]) {
    samples.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      stream.push(Signal(start: start, count: buffer.count))
    }
  }
}
