import Graph
private import Music
private import PatchFile
import Platform
import Sound
private import YAML

/// One run of `strumd render`: plays along with a recording and writes what came of it.
struct Render: ~Copyable {
  private let options: RenderOptions
  private let input: RenderInput
  private let patch: Patch
  private let outputs = OutputFiles()
  private var rendition: Rendition

  /// What measures the take as a whole, where an output needs that.
  private var measure: TakeMeasure?

  /// Prepares to play `patch`, whose file settings are relative to the patch file's folder.
  init(
    _ options: RenderOptions, input: RenderInput, patch: Patch, kinds: NodeKinds
  ) throws(LoadError) {
    self.options = options
    self.input = input
    let patch = patch.hearingRecording
    self.patch = patch
    measure = options.describesTake ? TakeMeasure(input) : nil
    var environment = Environment(isOffline: true, patch: options.patch)
    environment.keepsRecordings = !options.isAside
    rendition = try Rendition(
      input, patch: patch, kinds: kinds, block: options.block, environment: environment,
      isWet: options.isWet, helperCount: options.cores - 1)
    for warning in rendition.engine.takeWarnings() {
      StandardError.warn(warning)
    }
  }

  /// Does it all and returns the line that sums it up.
  mutating func run() throws(RenderError) -> String {
    let elapsed = try listen()
    let score = Score(
      rendition.performance, sampleRate: input.sampleRate, duration: input.duration,
      clock: patch.clock)
    try RenderError.forward { () throws(FileProblem) in
      try write(score)
      try outputs.commit()
    }
    let speed = input.duration / max(elapsed, 1e-9)
    return "rendered \(decimal(input.duration, places: 1)) s in \(decimal(elapsed, places: 1)) s"
      + " (\(decimal(speed, places: 0))x real time)"
  }

  /// Runs to the end of the tail, writing sound as it comes; returns the seconds it took.
  private mutating func listen() throws(RenderError) -> Double {
    let wave = try openWave()
    let end = input.frameCount + Int((options.tail * input.sampleRate).rounded())
    var progress = ProgressBar(
      total: Double(end) / input.sampleRate, isQuiet: options.isQuiet,
      tellsProgram: options.isAside)
    defer { progress.clear() }
    while rendition.frame < end {
      try RenderError.forward { () throws(FileProblem) in
        let samples = try rendition.step(until: end)
        try wave?.write(samples)
      }
      measure?.hear(input)
      progress.show(Double(rendition.frame) / input.sampleRate)
      if Interruption.isWanted { throw RenderError("interrupted; nothing was written") }
    }
    rendition.finish()
    return progress.elapsed
  }

  private borrowing func openWave() throws(RenderError) -> WaveWriter? {
    guard let path = options.wav else { return nil }
    let rate = input.sampleRate
    let outputs = outputs
    return try RenderError.forward { () throws(FileProblem) in
      try WaveWriter(try outputs.open(path), sampleRate: rate, channelCount: 2, shown: path)
    }
  }

  private borrowing func write(_ score: Score) throws(FileProblem) {
    try write(options.chords) { score.chords.text }
    try write(options.liveChords) { score.liveChords.text }
    try write(options.beats) { BeatList.text(score.beats.beats) }
    try write(options.liveBeats) { BeatList.text(score.beats.inTime) }
    try write(options.key) { score.key.map { $0.name + "\n" } ?? "" }
    if let sound = measure?.result {
      try write(Take(score, rendition.performance, sound, input, options))
    }
    try write(options.ledger) { LedgerReport(rendition.engine).json.pretty }
    guard let midi = options.midi else { return }
    let file = rendition.performance.midiFile(
      patch, ports: rendition.midiOutputs, sampleRate: input.sampleRate)
    try outputs.write(file.bytes, to: midi)
  }

  private borrowing func write(_ take: Take) throws(FileProblem) {
    try write(options.json) {
      JSON.object(take.score.members(of: take, engine: rendition.engine)).pretty
    }
    try write(options.jams) { take.jams }
    try write(options.musicXML) { take.transcript.musicXML(patch) }
    try write(options.chart) { take.chart(patch, for: options.chart ?? "") }
    try write(options.report) { ReportPage(take, engine: rendition.engine).document }
  }

  private borrowing func write(
    _ path: String?, _ text: () -> String
  ) throws(FileProblem) {
    if let path { try outputs.write(Array(text().utf8), to: path) }
  }
}
