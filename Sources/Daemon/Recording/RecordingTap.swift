import Graph

/// The audio thread's end of a recording: mixes what is heard to stereo and copies what is played.
struct RecordingTap: ~Copyable {
  private let recording: Unmanaged<Recording>
  private let takesSound: Bool
  private let block: UnsafeMutablePointer<Float>

  /// Takes what `recording` is to hold, in blocks of up to `maximumFrameCount` frames.
  init(_ recording: Recording, takesSound: Bool, maximumFrameCount: Int) {
    self.recording = .passRetained(recording)
    self.takesSound = takesSound
    block = .allocated(touching: takesSound ? 2 * maximumFrameCount : 1)
  }

  deinit {
    recording.release()
    block.deallocate()
  }

  /// Takes what went through the slots of `executor` in the cycle from `frame` on, which has just
  /// run.
  @_noLocks
  func take(_ executor: UnsafeMutablePointer<Executor>, frame: Int64, frameCount: Int) {
    takeMessages(executor, frame)
    if takesSound { takeSound(executor, frameCount) }
  }

  @_noLocks
  private func takeMessages(_ executor: UnsafeMutablePointer<Executor>, _ frame: Int64) {
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI else { continue }
      let lane = slot.pointee.midi
      for position in 0..<lane.header.pointee.count {
        let event = lane.elements[position]
        let message = RecordedMessage(
          frame: frame + Int64(event.offset), handle: slot.pointee.handle, event: event)
        recording._withUnsafeGuaranteedRef { $0.push(message) }
      }
    }
  }

  /// Outputs go left and right in turn, as playback nodes declare theirs; inputs to both sides.
  @_noLocks
  private func takeSound(_ executor: UnsafeMutablePointer<Executor>, _ frameCount: Int) {
    for index in 0..<2 * frameCount { block[index] = 0 }
    let addsInput = recording._withUnsafeGuaranteedRef { $0.addsInputNow }
    var side = 0
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard !slot.pointee.isMIDI else { continue }
      let source = slot.pointee.audio
      if slot.pointee.isOutput {
        for frame in 0..<frameCount { block[2 * frame + side] += source[frame] }
        side = 1 - side
      } else if addsInput {
        for frame in 0..<frameCount {
          block[2 * frame] += source[frame]
          block[2 * frame + 1] += source[frame]
        }
      }
    }
    let samples = block
    recording._withUnsafeGuaranteedRef {
      $0.push(Signal(start: UnsafePointer(samples), count: 2 * frameCount))
    }
  }
}
