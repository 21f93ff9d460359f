import Ear
import Music

/// Feeds `samples` in chunks of `size`, cycling through the sizes.
func feed(
  _ samples: [Float], chunks sizes: [Int] = [512], _ body: (UnsafeBufferPointer<Float>) -> Void
) {
  samples.withUnsafeBufferPointer { samples in
    var start = 0
    var turn = 0
    while start < samples.count {
      let end = min(samples.count, start + sizes[turn % sizes.count])
      body(UnsafeBufferPointer(rebasing: samples[start..<end]))
      start = end
      turn += 1
    }
  }
}

/// Onsets as they are settled, or else as they begin.
func onsets(_ sound: Sound, chunks: [Int] = [512], settled: Bool = true) -> [Onset] {
  var detector = Solo(OnsetListener(), sampleRate: sound.sampleRate)
  var result: [Onset] = []
  feed(sound.samples, chunks: chunks) {
    detector.process($0) { if $0.isSettled == settled { result.append($0) } }
  }
  return result
}

func beats(_ sound: Sound, chunks: [Int] = [512]) -> [BeatEstimate] {
  var tracker = Solo(BeatTracker(sampleRate: sound.sampleRate), sampleRate: sound.sampleRate)
  var result: [BeatEstimate] = []
  feed(sound.samples, chunks: chunks) { tracker.process($0) { result.append($0) } }
  return result
}

func chords(_ sound: Sound, chunks: [Int] = [512]) -> [ChordEstimate] {
  var recognizer = Solo(ChordRecognizer(sampleRate: sound.sampleRate), sampleRate: sound.sampleRate)
  var result: [ChordEstimate] = []
  feed(sound.samples, chunks: chunks) { recognizer.process($0) { result.append($0) } }
  return result
}

func keys(_ sound: Sound, chunks: [Int] = [512]) -> [KeyEstimate] {
  var finder = Solo(KeyFinder(), sampleRate: sound.sampleRate)
  var result: [KeyEstimate] = []
  feed(sound.samples, chunks: chunks) { finder.process($0) { result.append($0) } }
  return result
}

func pitches(_ sound: Sound, chunks: [Int] = [512]) -> [PitchEstimate] {
  var tracker = Solo(PitchTracker(sampleRate: sound.sampleRate), sampleRate: sound.sampleRate)
  var result: [PitchEstimate] = []
  feed(sound.samples, chunks: chunks) { tracker.process($0) { result.append($0) } }
  return result
}

func chromas(_ sound: Sound, chunks: [Int] = [512]) -> [ChromaEstimate] {
  var analyser = Solo(ChromaAnalyser(), sampleRate: sound.sampleRate)
  var result: [ChromaEstimate] = []
  feed(sound.samples, chunks: chunks) { analyser.process($0) { result.append($0) } }
  return result
}

func spectra(_ sound: Sound, chunks: [Int] = [512]) -> [SpectrumEstimate] {
  var analyser = Solo(SpectrumAnalyser(sampleRate: sound.sampleRate), sampleRate: sound.sampleRate)
  var result: [SpectrumEstimate] = []
  feed(sound.samples, chunks: chunks) { analyser.process($0) { result.append($0) } }
  return result
}

/// Chord shapes as a guitarist frets them, MIDI.
enum Shape {
  static let c: [Double] = [48, 52, 55, 60, 64]
  static let aMinor: [Double] = [45, 52, 57, 60, 64]
  static let f: [Double] = [41, 48, 53, 57, 60, 65]
  /// F as a barre chord whose third is muted.
  static let openF: [Double] = [41, 48, 53, 60, 65]
  static let aFlat: [Double] = [44, 51, 56, 60, 63, 68]
  static let dFlat: [Double] = [49, 56, 61, 65, 68]
  static let eFlat: [Double] = [51, 58, 63, 67]
  static let g: [Double] = [43, 47, 50, 55, 59, 67]
  static let g7: [Double] = [43, 47, 50, 55, 59, 65]
  static let gOverB: [Double] = [35, 47, 50, 55, 59, 67]
  static let dMinor7: [Double] = [50, 57, 60, 65]
  static let eMinor: [Double] = [40, 47, 52, 55, 59, 64]
}

extension Sound {
  /// Strums each shape `strokes` times, `interval` seconds apart.
  mutating func strum(
    _ shapes: [[Double]], strokes: Int = 4, interval: Double = 0.5, detune: Double = 0
  ) {
    for shape in shapes {
      for _ in 0..<strokes { pluck(shape, at: seconds, for: interval, detune: detune) }
    }
  }

  /// A count-in of four muted strokes, then a chord a bar.
  static func countedIn(tempo: Double, sampleRate: Double = 44_100, bars: Int = 4) -> Sound {
    var sound = Sound(sampleRate: sampleRate)
    let interval = 60 / tempo
    for stroke in 0..<4 { sound.mute(at: 0.3 + Double(stroke) * interval) }
    sound.silence(0.3 + 4 * interval - sound.seconds)
    let shapes = [Shape.c, Shape.aMinor, Shape.f, Shape.g]
    sound.strum(Array(shapes.prefix(bars)), interval: interval)
    return sound
  }
}
