import Graph

/// A recording with all that is known of it once it is over.
struct Take {
  let score: Score
  let sound: TakeSound
  let form: Form

  /// The tempo of the band in beats a minute, from each time in seconds on.
  let tempos: [(time: Double, tempo: Double)]

  /// The name of the file, without its folders.
  let file: String

  /// In seconds.
  let duration: Double
  let sampleRate: Double

  init(
    _ score: Score, _ performance: Performance, _ sound: TakeSound, _ input: RenderInput,
    _ options: RenderOptions
  ) {
    self.score = score
    self.sound = sound
    form = Form(
      score.countedBeats, chords: score.chords, chroma: sound.chroma, sampleRate: input.sampleRate)
    tempos = performance.beats.tempos.map {
      (Double($0.frame) / input.sampleRate, $0.tempo)
    }
    file = String(options.input.split(separator: "/").last ?? "")
    duration = input.duration
    sampleRate = input.sampleRate
  }

  /// The name of the file without what tells its format.
  var title: String {
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// What players may read of it.
  var transcript: Transcript { Transcript(score: score, form: form, title: title) }

  var jams: String { Jams(score, form: form, tempos: tempos, title: title).document }

  /// A chart to play from, in the format that the ending of `path` names.
  func chart(_ patch: Patch, for path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return transcript.chart(patch, ending: ending)
  }
}
