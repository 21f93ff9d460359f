package import Synchronization

/// The crossing between a node on the audio thread and its analysis on a worker.
///
/// Samples go one way, through a source that nodes may share, events the other. An event carries the
/// frame after which it could be known; it is released a fixed time later, so that what the graph
/// hears depends neither on the block size nor on how fast the worker was, as long as it keeps up.
package final class AnalysisLink: Sendable {
  /// An event and the absolute frame at which the graph hears it.
  package struct Release: BitwiseCopyable {
    package let event: Event
    package let frame: Int64

    package init(_ event: Event, at frame: Int64) {
      self.event = event
      self.frame = frame
    }
  }

  /// From the worker to the node.
  package let releases = Ring<Release>(minimumCapacity: 256)

  /// From the node to the worker: taps, tempo and the like, as events.
  package let hints = Ring<Event>(minimumCapacity: 64)

  /// Frames between the moment an event could be known and its release.
  package let delay: Int64

  /// The frame after the last for which the node was there.
  package let attended = Atomic(Int.min)

  /// Events that were ready only after the frame of their release, and a cycle after they could be known, since
  /// somebody last asked: the worker was slow.
  let lateEvents = Atomic(0)

  /// Where the node's samples go, as an address, 0 for nowhere; whoever sets it keeps it alive while
  /// the audio thread may use it.
  private let source = Atomic<UInt>(0)

  /// How long a worker usually has, in seconds.
  package static let usualDelay = 0.01

  /// Creates a link that releases events `delay` seconds after they could be known.
  package init(sampleRate: Double, delay: Double = usualDelay) {
    self.delay = Int64(delay * sampleRate)
  }

  /// Lets the node's samples go to `source`, on the control thread.
  package func attach(to source: AnalysisSource) {
    let pointer = Unmanaged.passUnretained(source).toOpaque()
    self.source.store(UInt(bitPattern: pointer), ordering: .releasing)
  }

  @_noLocks
  func push(_ start: UnsafePointer<Float>, count: Int, frame: Int64) {
    attended.store(Int(frame) + count, ordering: .relaxed)
    let address = source.load(ordering: .acquiring)
    guard let pointer = UnsafeRawPointer(bitPattern: address) else { return }
    Unmanaged<AnalysisSource>.fromOpaque(pointer)._withUnsafeGuaranteedRef {
      $0.push(start, count: count, frame: frame)
    }
  }

  @_noLocks
  func push(hint: Event) -> Bool { hints.push(hint) }

  /// Appends to `lane` what is to be heard before the frame `start + count`.
  @_noLocks
  func release(from start: Int64, count: Int, into lane: Lane<Event>) {
    // What happens at the start of a cycle that lasts longer than the delay cannot be told in time.
    let unavoidable = max(0, Int64(count) - delay)
    while let release = releases.peek(), release.frame < start + Int64(count) {
      _ = releases.pop()
      if release.frame + unavoidable < start { _ = lateEvents.wrappingAdd(1, ordering: .relaxed) }
      var event = release.event
      event.offset = Int32(truncatingIfNeeded: max(0, release.frame - start))
      lane.append(event)
    }
  }
}
