import Ear

/// Measures a recording block by block.
struct TakeMeasure {
  private var analyser: Solo<ChromaAnalyser>
  private var meter: LoudnessMeter
  private var outline: SoundOutline
  private var chroma: [ChromaEstimate] = []
  private var loudness: LoudnessEstimate?

  init(_ input: RenderInput) {
    analyser = Solo(ChromaAnalyser(), sampleRate: input.sampleRate)
    meter = LoudnessMeter(
      sampleRate: input.sampleRate, channelCount: input.channels.count == 2 ? 2 : 1)
    outline = SoundOutline(sampleRate: input.sampleRate)
  }

  /// Hears the block of `input`, without the silence that follows the recording.
  mutating func hear(_ input: RenderInput) {
    let count = input.soundingCount
    guard count > 0 else { return }
    var heard: [ChromaEstimate] = []
    input.mono.withUnsafeBufferPointer { samples in
      analyser.process(UnsafeBufferPointer(rebasing: samples[..<count])) { heard.append($0) }
    }
    chroma += heard
    outline.hear(input.mono[..<count])
    measureLoudness(input.channels.count == 2 ? input.channels : [input.mono], count)
  }

  private mutating func measureLoudness(_ sides: [[Float]], _ count: Int) {
    var last = loudness
    sides[0].withUnsafeBufferPointer { left in
      sides[sides.count - 1].withUnsafeBufferPointer { right in
        let blocks = [left, right].prefix(sides.count).map {
          UnsafeBufferPointer(rebasing: $0[..<count])
        }
        meter.process(blocks) { last = $0 }
      }
    }
    loudness = last
  }

  var result: TakeSound {
    let isLoud = loudness.map { $0.integrated > LoudnessEstimate.floor } ?? false
    return TakeSound(chroma: chroma, loudness: isLoud ? loudness : nil, peaks: outline.peaks)
  }
}
