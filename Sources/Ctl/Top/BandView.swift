import OSCControl

/// What the band does, as lines of text.
struct BandView {
  private static let costCount = 5
  private static let readingCount = 12

  /// The most names that are kept of each sort, and the most letters and beats that are drawn: a server may
  /// tell anything.
  private static let nameLimit = 4096
  private static let letterCount = 16
  private static let beatCount = 64

  private var patch = ""
  private var chord = "–"
  private var key = "-"

  /// The chords that may come next.
  private var suggestion = ""
  private var tempo = 0.0
  private var bar = 0
  private var beat = 0
  private var beatsPerBar = 4
  private var section = ""

  /// The section that the band plays, and what comes next.
  private var standing = StandingText()
  private var chart = ChartPlace()
  private var tuner: TunerLine?

  /// Momentary, short-term and integrated, in LUFS.
  private var loudness: [Double] = []
  private var meters: [String: LevelMeter] = [:]

  /// The numbers that nodes give out, by node and name.
  private var readings: [String: Double] = [:]
  private var load = [0.0, 0.0, 0.0]
  private var xruns = [0, 0]

  /// The nodes that are left out for want of time.
  private var shed = ""

  /// The nodes' shares of the period.
  private var costs: [String: Double] = [:]

  /// Takes what `/engine/status` answered.
  mutating func read(status arguments: [OSCArgument]) {
    for (name, value) in AskedFacts(arguments).facts where name == "patch" {
      patch = Self.file(value.plainText)
    }
  }

  private static func file(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  mutating func read(_ message: OSCMessage) {
    let numbers = message.arguments.map { $0.number ?? 0 }
    switch message.address {
    case "/chord": chord = String((message.arguments.first?.text ?? "–").prefix(Self.letterCount))
    case "/suggest": suggestion = SuggestionText(next: message.arguments).line
    case "/band/next": standing = StandingText(message.arguments)
    case "/key": key = message.arguments.first?.text ?? "-"
    case "/patch/load":
      patch = Self.file(message.arguments.first?.text ?? "")
      section = ""
      standing = StandingText()
      chart = ChartPlace()
      tuner = nil
      loudness = []
      meters = [:]
      readings = [:]
      costs = [:]
    case "/section": section = message.arguments.first?.text ?? ""
    case "/chart" where numbers.count >= 2: chart.read(numbers)
    case "/chart/section": chart.read(section: message.arguments)
    case "/pitch": tuner = TunerLine(message.arguments)
    case "/loudness" where numbers.count >= 3: loudness = Array(numbers.prefix(3))
    case "/shed": shed = message.arguments.last?.text ?? ""
    case "/tempo": tempo = numbers.first ?? 0
    case "/beat" where numbers.count >= 4:
      (bar, beat, beatsPerBar) = (whole(numbers[0]), whole(numbers[1]), whole(numbers[2]))
      tempo = numbers[3]
    case "/engine/load" where numbers.count == 3: load = numbers
    case "/engine/xruns" where numbers.count == 2: xruns = numbers.map(whole)
    case let address where address.hasPrefix("/meter/") && numbers.count >= 2:
      Self.keep(LevelMeter(peak: numbers[0], rms: numbers[1]), address.dropFirst(7), in: &meters)
    case let address where address.hasPrefix("/ledger/node/") && numbers.count == 8:
      Self.keep(numbers[5], address.dropFirst(13), in: &costs)
    case let address where address.hasPrefix("/node/") && numbers.count == 1:
      Self.keep(numbers[0], address.dropFirst(6), in: &readings)
    default: break
    }
  }

  private static func keep<Value>(
    _ value: Value, _ name: Substring, in kept: inout [String: Value]
  ) {
    let name = String(name)
    if kept.count < nameLimit || kept[name] != nil { kept[name] = value }
  }

  func lines(width: Int) -> [String] {
    let lines =
      [head, ""] + LargeText.rows(chord).map { "  " + $0 } + [""]
      + (standing.line.isEmpty ? [] : ["  band  " + standing.line, ""])
      + (suggestion.isEmpty ? [] : ["  next  " + suggestion, ""]) + pitchAndLoudness
      + meterLines(width: width) + readingLines + costLines + [foot]
    return lines.map(MonitorLine.harmless)
  }

  private var pitchAndLoudness: [String] {
    let names = ["momentary", "short-term", "integrated"]
    let levels = zip(names, loudness).map { "\($0) \(tenths($1))" }.joined(separator: "  ")
    return (tuner.map { ["  tuner  " + $0.text, ""] } ?? [])
      + (loudness.isEmpty ? [] : ["  loudness  \(levels) LUFS", ""])
  }

  /// The nodes that cost the most.
  private var costLines: [String] {
    let costliest = costs.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.costCount)
    guard !costliest.isEmpty else { return [] }
    let shares = costliest.map { "\($0.key) \(tenths($0.value * 100)) %" }
    let lack = shed.isEmpty ? "" : "   left out  " + shed
    return ["  costliest  " + shares.joined(separator: "  ") + lack]
  }

  /// What plugins show of themselves.
  private var readingLines: [String] {
    let shown = readings.sorted { $0.key < $1.key }.prefix(Self.readingCount)
    guard !shown.isEmpty else { return [] }
    return shown.map { "  \($0.key)  \(tenths($0.value))" } + [""]
  }

  private var head: String {
    let beats = 1...max(1, min(beatsPerBar, Self.beatCount))
    let dots = beats.map { $0 == beat ? "●" : "○" }.joined(separator: " ")
    let part = chart.sectionText ?? section
    return "  bar \(chart.barText ?? "\(bar)")  \(dots)   \(tenths(tempo)) bpm   \(key)"
      + (part.isEmpty ? "" : "   part \(part)") + "   \(patch)"
  }

  private var foot: String {
    let shares = load.map { tenths($0 * 100) + " %" }
    return "  load \(shares[0]), at most \(shares[1]), 99 in 100 below \(shares[2])"
      + "   overruns \(xruns[0])  xruns \(xruns[1])"
  }

  private func meterLines(width: Int) -> [String] {
    let column = meters.keys.map(\.count).max() ?? 0
    let length = max(10, width - column - 18)
    let lines = meters.sorted { $0.key < $1.key }.map { name, meter in
      "  \(padded(name, column + 1))\(meter.bar(length)) \(tenths(meter.peak)) dB"
    }
    return lines + (lines.isEmpty ? [] : [""])
  }
}
