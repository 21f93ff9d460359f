import Platform
import Sound

/// The recording that is played along with, block by block, as the capture nodes hear it.
final class RenderInput {
  let sampleRate: Double

  /// The length in frames; silence follows.
  let frameCount: Int

  /// What is wrong with the file though it can be used, or `nil`.
  let warning: String?

  /// The samples of the block in each channel, and those of the mix of them.
  private(set) var channels: [[Float]]
  private(set) var mono: [Float] = []

  /// How many frames of the block belong to the recording.
  private(set) var soundingCount = 0
  private let stream: SoundStream
  private let downmix: Downmix
  private var interleaved: [Float] = []
  private var position = 0

  /// The rates that a graph is run at, in Hz.
  static let rates = 8000.0...192_000

  /// Opens the file at `path`, to be heard at `rate` Hz or its own, or the nearest of ``rates``; throws where it
  /// lasts more than `longest` seconds.
  ///
  /// The whole of it is read once before; `progress` is told what share of it was, 0 to 1.
  init(
    _ path: String, rate: Double? = nil, longest: Double? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(FileProblem) {
    let survey = try SoundSurvey(path, longest: longest, progress: progress)
    let own = min(max(survey.sampleRate, Self.rates.lowerBound), Self.rates.upperBound)
    sampleRate = rate ?? own
    stream = try SoundStream(path, rate: sampleRate)
    frameCount = Int((Double(survey.frameCount) * sampleRate / survey.sampleRate).rounded())
    downmix = survey.downmix
    warning = survey.warning
    channels = Array(repeating: [], count: survey.channelCount)
  }

  /// In seconds.
  var duration: Double { Double(frameCount) / sampleRate }

  /// Goes on to the next block, of `count` frames.
  func advance(_ count: Int) throws(FileProblem) {
    if mono.count != count { resize(to: count) }
    soundingCount = min(max(0, frameCount - position), count)
    position += count
    try stream.read(into: &interleaved)
    for index in soundingCount * channels.count..<interleaved.count { interleaved[index] = 0 }
    downmix.mix(interleaved, frameCount: count, into: &mono)
    for channel in channels.indices {
      for frame in 0..<count {
        channels[channel][frame] = interleaved[frame * channels.count + channel]
      }
    }
  }

  private func resize(to count: Int) {
    let silence = [Float](repeating: 0, count: count)
    mono = silence
    channels = channels.map { _ in silence }
    interleaved = [Float](repeating: 0, count: count * channels.count)
  }

  /// Fills `samples` with what the capture node `channel` of `total` hears of the block: the mix for a
  /// single one, else a channel each, and the mix again where there are no more.
  func copy(_ channel: Int, of total: Int, to samples: UnsafeMutableBufferPointer<Float>) {
    let source = total == 1 || channel >= channels.count ? mono : channels[channel]
    for index in source.indices { samples[index] = source[index] }
  }

  /// What the listener hears of the block on the left and on the right.
  var sides: (left: [Float], right: [Float]) {
    channels.count == 2 ? (channels[0], channels[1]) : (mono, mono)
  }
}
