import Graph
import Realtime
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
  private let ring: SampleRing
  private let open = Atomic(false)
  private let missing = Atomic(0)
  private let leftOut = Atomic(0)
  private let start = Atomic<Int64>(0)
  private let consumed = Atomic<Int64>(0)

  private var converter: StreamConverter

  init(sampleRate: Double) {
    self.sampleRate = sampleRate
    converter = StreamConverter(to: sampleRate)
    ring = SampleRing(minimumCapacity: Int(Self.longest * sampleRate))
  }

  /// How often a stream had nothing to play since the node was made.
  package var underruns: Int { missing.load(ordering: .relaxed) }

  /// Seconds of sound that were left out because too much waited, since the node was made.
  package var overrun: Double { Double(leftOut.load(ordering: .relaxed)) / sampleRate }

  /// Seconds that wait to be played.
  package var buffered: Double {
    (inbox.withLock(\.count) + Double(ring.count)) / sampleRate
  }

  /// Where in the stream, in seconds, the sound is that was heard at the engine's frame `frame`;
  /// `nil` for what was there long before the stream.
  package func position(of frame: Int64) -> Double? {
    let base = inbox.withLock(\.base)
    guard consumed.load(ordering: .relaxed) > base else { return nil }
    let seconds = Double(frame - start.load(ordering: .relaxed) - base) / sampleRate
    return seconds < -0.5 ? nil : max(0, seconds)
  }

  /// Begins a stream.
  package func begin() {
    let base = consumed.load(ordering: .relaxed) + Int64(ring.count)
    inbox.withLock { $0.base = base }
    open.store(true, ordering: .releasing)
  }

  /// Takes samples of the stream, at `rate` Hz; those beyond the longest wait are left out.
  package func offer(_ samples: [Float], rate: Double) {
    let count = Double(samples.count) * sampleRate / rate
    let isTaken = inbox.withLock { inbox in
      guard inbox.count + Double(ring.count) + count <= Self.longest * sampleRate else {
        return false
      }
      inbox.chunks.append(Chunk(samples: samples, rate: rate, isLast: false))
      inbox.count += count
      return true
    }
    if !isTaken { noteOverrun(Int(count)) }
  }

  /// Ends the stream; what waits is played.
  package func end() {
    inbox.withLock { $0.chunks.append(Chunk(samples: [], rate: 0, isLast: true)) }
    open.store(false, ordering: .releasing)
  }

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
      if !ring.push(Signal(start: start, count: buffer.count)) { noteOverrun(buffer.count) }
    }
  }
}

extension WebFeed {
  /// Samples that can be taken.
  var count: Int { @_noLocks get { ring.count } }
  var isOpen: Bool { @_noLocks get { open.load(ordering: .acquiring) } }

  /// Moves up to `maximum` samples to `destination` and returns how many.
  @_noLocks
  func pop(into destination: UnsafeMutablePointer<Float>, maximum: Int) -> Int {
    ring.pop(into: destination, maximum: maximum)
  }

  /// Leaves out the oldest `count` samples.
  @_noLocks
  func skip(_ count: Int) {
    ring.discard(count)
    noteOverrun(count)
  }

  @_noLocks
  func noteUnderrun() { _ = missing.wrappingAdd(1, ordering: .relaxed) }

  @_noLocks
  private func noteOverrun(_ count: Int) { _ = leftOut.wrappingAdd(count, ordering: .relaxed) }

  @_noLocks
  func note(origin: Int64, consumed count: Int64) {
    start.store(origin, ordering: .relaxed)
    consumed.store(count, ordering: .relaxed)
  }

  var underrunCount: Int { @_noLocks get { missing.load(ordering: .relaxed) } }
  var overrunCount: Int { @_noLocks get { leftOut.load(ordering: .relaxed) } }
}
