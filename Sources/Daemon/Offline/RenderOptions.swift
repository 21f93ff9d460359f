/// What `strumd render` was asked for.
struct RenderOptions: Equatable {
  var input = ""
  var patch = ""

  /// Where to write what; `nil` for what is not wanted.
  var midi: String?
  var chords: String?
  var liveChords: String?
  var beats: String?
  var liveBeats: String?
  var key: String?
  var json: String?
  var wav: String?
  var jams: String?
  var musicXML: String?
  var chart: String?
  var report: String?

  var ledger: String?

  /// Processor cores to work on.
  var cores = 1

  /// Frames a block.
  var block = 256

  /// What to run at, in Hz; `nil` for the input's own rate.
  var rate: Double?

  /// Seconds of silence after the input.
  var tail = 3.0

  /// Whether nothing but errors is to be said.
  var isQuiet = false

  /// Whether the WAV file holds the band alone.
  var isWet = false

  /// Whether it runs beside a band that plays: it leaves no files but those named, refuses what is
  /// very long, and tells another program how far it is.
  var isAside = false

  var isHelp = false

  /// Reads what follows the word `render`.
  init(_ arguments: [String]) throws(UsageError) {
    var rest = ArgumentList(arguments)
    while let option = rest.next() { try read(option, &rest) }
    guard !isHelp else { return }
    if input.isEmpty { throw UsageError("name a recording: strumd render FILE --patch FILE") }
    if patch.isEmpty { throw UsageError("say what to play: strumd render \(input) --patch FILE") }
    let outputs = [
      midi, chords, liveChords, beats, liveBeats, key, json, wav, jams, musicXML, chart, report,
      ledger,
    ].compactMap { $0 }
    for (index, path) in outputs.enumerated() where outputs[..<index].contains(path) {
      if path.hasPrefix("/dev/") { continue }
      throw UsageError("two outputs are named '\(path)'; give each a file of its own")
    }
  }

  /// Whether any output needs the take as a whole: its form, its loudness.
  var describesTake: Bool {
    json != nil || jams != nil || musicXML != nil || chart != nil || report != nil
  }

  private mutating func read(
    _ option: String, _ rest: inout ArgumentList
  ) throws(UsageError) {
    switch option {
    case "--patch", "-p": patch = try rest.value("a patch file")
    case "--midi": midi = try rest.value("the MIDI file to write")
    case "--chords": chords = try rest.value("the chord file to write")
    case "--chords-live": liveChords = try rest.value("the chord file to write")
    case "--beats": beats = try rest.value("the beat file to write")
    case "--beats-live": liveBeats = try rest.value("the beat file to write")
    case "--key": key = try rest.value("the key file to write")
    case "--json": json = try rest.value("the JSON file to write")
    case "--jams": jams = try rest.value("the JAMS file to write")
    case "--musicxml": musicXML = try rest.value("the MusicXML file to write")
    case "--chart": chart = try rest.value("the chart to write")
    case "--report": report = try rest.value("the HTML file to write")
    case "--wav": wav = try rest.value("the WAV file to write")
    case "--block": block = Int(try number(option, &rest, "frames", 1...Double(Pace.longestCycle)))
    case "--cores": cores = Int(try number(option, &rest, "cores", 1...64))
    case "--ledger": ledger = try rest.value("the JSON file to write")
    case "--rate": rate = try number(option, &rest, "Hz", RenderInput.rates)
    case "--tail": tail = try number(option, &rest, "seconds", 0...600)
    case "--quiet", "-q": isQuiet = try rest.flag()
    case "--wet": isWet = try rest.flag()
    case "--help", "-h": isHelp = try rest.flag()
    default: try takeInput(option)
    }
  }

  private mutating func takeInput(_ word: String) throws(UsageError) {
    if word.hasPrefix("-") {
      throw UsageError("'\(word)' is no option of strumd render; see strumd render --help")
    }
    guard input.isEmpty else {
      throw UsageError("one recording at a time: '\(input)' or '\(word)'")
    }
    input = word
  }

  private func number(
    _ option: String, _ rest: inout ArgumentList, _ unit: String, _ range: ClosedRange<Double>
  ) throws(UsageError) -> Double {
    let text = try rest.value("a number of \(unit)")
    guard let value = Double(text), range.contains(value),
      unit == "seconds" || value == value.rounded()
    else {
      let bounds = "\(Int(range.lowerBound)) to \(Int(range.upperBound))"
      throw UsageError("\(option) takes \(bounds) \(unit), not '\(text)'")
    }
    return value
  }

  static let help = """
    strumd render FILE --patch FILE: plays along with a recording, faster than real time

    FILE is anything libsndfile reads: WAV, FLAC, Ogg, MP3, AIFF. Its first channel goes to the
    patch's first capture node and so on; a single capture node gets the mix of all.

      --patch FILE         what to listen with and what to play
      --midi FILE          write what the band played
      --chords FILE        write the chords, once they are settled: start end label
      --chords-live FILE   write the chords as they were told while playing
      --beats FILE         write the beats: seconds number
      --beats-live FILE    write the beats that were announced in time
      --key FILE           write the key
      --json FILE          write all of it as JSON
      --jams FILE          write chords, beats, key, tempo and sections as JAMS
      --musicxml FILE      write a lead sheet
      --chart FILE         write a chart to play from: .yaml, .musicxml, else ChordPro
      --report FILE        write a page to look at, for any browser
      --wav FILE           write recording and band together
      --wet                leave the recording out of the WAV file
      --block N            run in blocks of N frames (256)
      --cores N            share the work among N cores, where that pays (1)
      --ledger FILE        write what each node took
      --rate HZ            run at this rate (the recording's own)
      --tail SECONDS       let silence follow the recording (3)
      --quiet              say nothing but errors
    """
}
