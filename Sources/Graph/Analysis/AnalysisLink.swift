package import Synchronization

/// The crossing between a node on the audio thread and its analysis on a worker.
///
/// Samples go one way, events the other. An event carries the frame after which it could be known;
/// it is released a fixed time later, so that what the graph hears depends neither on the block
/// size nor on how fast the worker was, as long as it keeps up.
package final class AnalysisLink: Sendable {
  /// A stretch of samples that found no room, at a position in the stream of those that did.
  struct Gap: BitwiseCopyable {
    let position: Int64
    let count: Int64

    @_noLocks
    init(position: Int64, count: Int64) {
      self.position = position
      self.count = count
    }
  }

  /// An event and the absolute frame at which the graph hears it.
  package struct Release: BitwiseCopyable {
    package let event: Event
    package let frame: Int64

    package init(_ event: Event, at frame: Int64) {
      self.event = event
      self.frame = frame
    }
  }

  let samples: SampleRing
  let gaps = Ring<Gap>(minimumCapacity: 64)

  /// From the worker to the node.
  package let releases = Ring<Release>(minimumCapacity: 256)

  /// From the node to the worker: taps, tempo and the like, as events.
  package let hints = Ring<Event>(minimumCapacity: 64)

  /// Frames between the moment an event could be known and its release.
  package let delay: Int64

  /// The longest stretch of lost frames that silence takes the place of.
  let bridge: Int64

  /// The absolute frame of the node's first sample; `Int.min` before it.
  let origin = Atomic(Int.min)

  /// Frames lost because the worker was late.
  package let lostFrames = Atomic(0)

  /// Events that were ready only after the frame of their release.
  package let lateEvents = Atomic(0)

  /// Creates a link that holds `seconds` of audio and releases events `delay` seconds after they
  /// could be known.
  package init(sampleRate: Double, seconds: Double = 1, delay: Double = 0.01) {
    samples = SampleRing(minimumCapacity: Int(seconds * sampleRate))
    self.delay = Int64(delay * sampleRate)
    bridge = Int64(min(0.5, seconds / 2) * sampleRate)
  }

  @_noLocks
  func begin(at frame: Int64) { origin.store(Int(frame), ordering: .releasing) }

  @_noLocks
  func push(_ start: UnsafePointer<Float>, count: Int) -> Bool {
    samples.push(Signal(start: start, count: count))
  }

  @_noLocks
  func push(_ gap: Gap) -> Bool { gaps.push(gap) }

  @_noLocks
  func push(hint: Event) -> Bool { hints.push(hint) }

  @_noLocks
  func countLost(_ frames: Int64) {
    _ = lostFrames.wrappingAdd(Int(frames), ordering: .relaxed)
  }

  /// Appends to `lane` what is to be heard before the frame `start + count`.
  @_noLocks
  func release(from start: Int64, count: Int, into lane: Lane<Event>) {
    while let release = releases.peek(), release.frame < start + Int64(count) {
      _ = releases.pop()
      if release.frame < start { _ = lateEvents.wrappingAdd(1, ordering: .relaxed) }
      var event = release.event
      event.offset = Int32(truncatingIfNeeded: max(0, release.frame - start))
      lane.append(event)
    }
  }
}
