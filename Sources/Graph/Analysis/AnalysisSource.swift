internal import Synchronization

/// The samples of one signal on their way from the audio thread to a worker, whoever asked for them.
///
/// Nodes that hear the same signal share a source: the first of them in each cycle hands the samples
/// over.
package final class AnalysisSource: Sendable {
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

  let samples: SampleRing
  let gaps = Ring<Gap>(minimumCapacity: 64)

  /// The longest stretch of lost frames that silence takes the place of.
  package let bridge: Int64

  /// The absolute frame of the first sample; `Int.min` before it.
  let origin = Atomic(Int.min)

  /// Frames lost because the worker was late, since somebody last asked.
  let lostFrames = Atomic(0)

  /// The frame after the last that came here; a cycle belongs to whoever moves it on.
  private let next = Atomic(Int.min)

  /// Samples accepted so far, and refused since the last that was; written by the cycle's owner only.
  private let accepted = Atomic(0)
  private let refused = Atomic(0)

  /// Creates a source that holds `seconds` of audio.
  package init(sampleRate: Double, seconds: Double = 1) {
    samples = SampleRing(minimumCapacity: Int(seconds * sampleRate))
    bridge = Int64(min(0.5, seconds / 2) * sampleRate)
  }

  /// Hands over `count` samples of the cycle that begins at `frame`, unless another node has.
  @_noLocks
  func push(_ start: UnsafePointer<Float>, count: Int, frame: Int64) {
    let frame = Int(frame)
    let before = next.load(ordering: .acquiring)
    guard before < frame + count,
      next.compareExchange(
        expected: before, desired: frame + count, ordering: .acquiringAndReleasing
      ).exchanged
    else { return }
    if before == Int.min {
      origin.store(frame, ordering: .releasing)
    } else if frame > before {
      // Cycles went by without the nodes.
      refuse(frame - before)
    }
    guard pushGap(), samples.push(Signal(start: start, count: count)) else {
      refuse(count)
      _ = lostFrames.wrappingAdd(count, ordering: .relaxed)
      return
    }
    _ = accepted.wrappingAdd(count, ordering: .relaxed)
  }

  @_noLocks
  private func refuse(_ count: Int) {
    _ = refused.wrappingAdd(count, ordering: .relaxed)
  }

  /// Tells the worker of what was refused, if anything, and returns whether it could be told.
  @_noLocks
  private func pushGap() -> Bool {
    let count = refused.load(ordering: .relaxed)
    guard count > 0 else { return true }
    let gap = Gap(
      position: Int64(accepted.load(ordering: .relaxed)), count: Int64(count))
    guard gaps.push(gap) else { return false }
    refused.store(0, ordering: .relaxed)
    return true
  }
}
