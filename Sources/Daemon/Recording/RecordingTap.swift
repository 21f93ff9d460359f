import Graph

/// The audio thread's end of a recording: mixes what is heard to stereo and copies what is played.
struct RecordingTap: ~Copyable {
  private let recording: Unmanaged<Recording>
  private let takesSound: Bool
  private let takesMIDI: Bool
  private let block: UnsafeMutablePointer<Float>
  private var frame: Int64 = 0

  /// Takes what `recording` is to hold, in blocks of up to `maximumFrameCount` frames.
  init(_ recording: Recording, takesSound: Bool, takesMIDI: Bool, maximumFrameCount: Int) {
    self.recording = .passRetained(recording)
    self.takesSound = takesSound
    self.takesMIDI = takesMIDI
    block = .allocate(capacity: 2 * maximumFrameCount)
    block.initialize(repeating: 0, count: 2 * maximumFrameCount)
  }

  deinit {
    recording.release()
    block.deallocate()
  }

  /// Takes what went through the slots of `executor` in the cycle that has just run.
  @_noLocks
  mutating func take(_ executor: UnsafeMutablePointer<Executor>, frameCount: Int) {
    if takesMIDI { takeMessages(executor) }
    if takesSound { takeSound(executor, frameCount) }
    frame += Int64(frameCount)
  }

  @_noLocks
  private func takeMessages(_ executor: UnsafeMutablePointer<Executor>) {
    var port: Int32 = 0
    for index in 0..<executor.pointee.externalCount {
      let slot = executor.pointee.external(index)
      guard slot.pointee.isOutput, slot.pointee.isMIDI else { continue }
      let lane = slot.pointee.midi
      for position in 0..<lane.header.pointee.count {
        let event = lane.elements[position]
        let message = RecordedMessage(
          frame: frame + Int64(event.offset), port: port, status: event.status,
          data1: event.data1, data2: event.data2)
        recording._withUnsafeGuaranteedRef { $0.push(message) }
      }
      port += 1
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
