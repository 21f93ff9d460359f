import Platform
import Sound

/// A sound file that takes the player's place, whole, in memory.
final class InputFile {
  /// Silence behind the last sample, in frames: as much as the longest cycle.
  private static let tail = 8192

  private let path: String
  private let loops: Bool
  private var sampleRate: Double
  private var channels: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  private var channelCount: Int

  /// The length in frames, without the silence that follows.
  private(set) var frameCount: Int

  /// Reads the file at `path`, resampled to `sampleRate` Hz, to be played once or without end.
  init(_ path: String, sampleRate: Double, loops: Bool) throws(FileProblem) {
    let file = try AudioFile.read(path, rate: sampleRate)
    self.path = path
    self.loops = loops
    self.sampleRate = sampleRate
    channelCount = file.channels.count
    frameCount = file.frameCount
    channels = Self.copy(file)
  }

  deinit { free() }

  /// What the audio thread plays, from the frame `position` on, at `sampleRate` Hz; valid until the
  /// next call.
  func tape(position: Int, sampleRate: Double) throws(FileProblem) -> Tape {
    if sampleRate != self.sampleRate {
      let file = try AudioFile.read(path, rate: sampleRate)
      free()
      self.sampleRate = sampleRate
      channelCount = file.channels.count
      frameCount = file.frameCount
      channels = Self.copy(file)
    }
    return Tape(
      channels: channels, channelCount: channelCount, frameCount: frameCount, position: position,
      loops: loops)
  }

  /// The channels and their mix, each with silence behind it.
  private static func copy(
    _ file: AudioFile
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Float>> {
    let all = file.channels + [file.mono]
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<Float>>.allocate(capacity: all.count)
    for (index, samples) in all.enumerated() {
      let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: samples.count + tail)
      _ = copy.initialize(from: samples + [Float](repeating: 0, count: tail))
      if let start = copy.baseAddress { (pointers + index).initialize(to: start) }
    }
    return pointers
  }

  private func free() {
    for index in 0...channelCount { channels[index].deallocate() }
    channels.deallocate()
  }
}
