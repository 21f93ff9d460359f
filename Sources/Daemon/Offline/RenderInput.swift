/// The recording that is played along with, as the capture nodes hear it.
struct RenderInput {
  let sampleRate: Double

  /// The length in frames; silence follows.
  let frameCount: Int
  let channels: [[Float]]

  /// The mean of all channels.
  let mono: [Float]

  init(_ file: AudioFile) {
    sampleRate = file.sampleRate
    frameCount = file.frameCount
    channels = file.channels
    mono = file.mono
  }

  /// In seconds.
  var duration: Double { Double(frameCount) / sampleRate }

  /// Fills `samples` with what the capture node `channel` of `total` hears from `frame` on: the
  /// mix for a single one, else a channel each, and the mix again where there are no more.
  func copy(
    _ channel: Int, of total: Int, from frame: Int, count: Int,
    to samples: UnsafeMutableBufferPointer<Float>
  ) {
    let source = total == 1 || channel >= channels.count ? mono : channels[channel]
    let sounding = min(max(0, frameCount - frame), count)
    for index in 0..<sounding { samples[index] = source[frame + index] }
    for index in sounding..<count { samples[index] = 0 }
  }

  /// What the listener hears of it on the left and on the right.
  var sides: (left: [Float], right: [Float]) {
    channels.count == 2 ? (channels[0], channels[1]) : (mono, mono)
  }
}
