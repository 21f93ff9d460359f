private import Band
private import Ear
import Graph
import Music
import OSCControl

/// An event as OSC tells it.
struct EventReport {
  private let event: Event

  /// When it happened in the sound, in seconds since the engine began.
  private let seconds: OSCArgument

  init(_ event: Event, sampleRate: Double) {
    self.event = event
    seconds = .float(Float(Double(event.time) / sampleRate))
  }

  /// Its values in the order of ``EventType/fields``, then its time.
  var values: [OSCArgument] { fields + [seconds] }

  private var fields: [OSCArgument] {
    event.type.fields.indices.map { .float(event.values[$0]) }
  }

  /// The address at which players look for such events, whichever node sends them; beats are told
  /// when they sound, and the rest only as their node's.
  ///
  /// A chord or an onset that is settled lies in the past; it is for those who write down.
  func address(node: String) -> String? {
    switch event.type {
    case .chord: event.values[4] < 0.5 ? "/chord" : nil
    case .key: "/key"
    case .section: "/section"
    case .suggestion: "/suggest"
    case .continuation: Mood(rawValue: Int(event.values[0])).map { "/suggest/\($0.name)" }
    case .band: "/band/next"
    case .chart: "/chart"
    case .onset: event.values[2] < 0.5 ? "/onset" : nil
    case .pitch: "/pitch"
    case .loudness: "/loudness"
    case .level: "/meter/\(node)"
    case .beat, .chroma, .spectrum, .descriptors, .metre, .control: nil
    }
  }

  /// The values at that address: names where players use names.
  var summary: [OSCArgument] {
    switch event.type {
    case .chord: chord
    case .key: key
    case .pitch: pitch
    case .level, .chart: fields
    case .section: section
    case .suggestion: fields.prefix(2) + chords(from: 2)
    case .continuation: chords(from: 1)
    case .band: band
    case .onset: [.float(event.values[0]), seconds]
    default: values
    }
  }

  private var chord: [OSCArgument] {
    let chord = Chord?(event: event)
    return [
      .string(chord.symbol), .string(chord.harte), .string(chord?.root.name ?? ""),
      .string(chord?.quality.harte ?? ""), .float(event.values[3]), seconds,
    ]
  }

  /// Chords by name, each with the number that follows it; where there are fewer than there may be, the rest is
  /// empty, so that clients always get as many values as the address declares.
  private func chords(from first: Int) -> [OSCArgument] {
    stride(from: first, to: event.type.fields.count - 2, by: 3).flatMap { place in
      guard event.values[place] >= 0 else { return [OSCArgument.string(""), .float(0)] }
      let quality = ChordQuality(rawValue: Int(event.values[place + 1])) ?? .major
      let chord = Chord(PitchClass(Int(event.values[place])), quality)
      return [.string(chord.symbol), .float(event.values[place + 2])]
    }
  }

  private var section: [OSCArgument] {
    [.string(Section.name(Int(event.values[0])))] + fields.dropFirst() + [seconds]
  }

  /// What comes next, in how many beats, and what is played now.
  private var band: [OSCArgument] {
    let names = ["A", "B", "C", "D", "intro", "break", "ending", "fill", "style"]
    let name = { (value: Float) in
      names.indices.contains(Int(value)) ? names[Int(value)] : ""
    }
    return [
      .string(name(event.values[1])), .float(event.values[2]), .string(name(event.values[0])),
    ]
  }

  /// The nearest note and how many cents it is off, as tuners show it.
  private var pitch: [OSCArgument] {
    let (frequency, key) = (event.values[0], Int(event.values[2]))
    let note = frequency > 0 ? "\(PitchClass(key).name)\(key / 12 - 1)" : "–"
    return [
      .string(note), .float(event.values[3]), .float(frequency), .float(event.values[1]), seconds,
    ]
  }

  private var key: [OSCArgument] {
    let key = Key(event: event)
    let mode = key.map { $0.mode == .major ? "major" : "minor" }
    return [
      .string(key?.name ?? "–"), .string(key?.tonic.name ?? ""), .string(mode ?? ""),
      .float(event.values[2]), seconds,
    ]
  }
}
