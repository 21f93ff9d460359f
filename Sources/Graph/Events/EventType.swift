/// The kinds of event, each with the meaning of its values.
package enum EventType: String, CaseIterable, Sendable, BitwiseCopyable {
  case onset, beat, chord, key, pitch, chroma, spectrum, level, loudness, descriptors, section
  case suggestion, continuation, band, chart, metre, control

  /// The names of an event's values, in order.
  ///
  /// Units: confidence and strength 0 to 1, tempo in beats per minute, frequency in Hz, cents,
  /// levels in dB relative to full scale, pitch classes in semitones above C (-1 for none), loudness
  /// in LUFS, zero crossings as a share of the samples,
  /// sections from 0 for A, bars from 0, lengths in bars (0 for unknown), beats until a
  /// chord is expected and beats that one lasts, moods from 0 for bright;
  /// of a beat whose word it is, as ``BeatWord`` counts;
  /// of the band 0 to 3 for its sections A to D, 4 intro, 5 break, 6 ending, 7 fill, 8 style, -1 nothing,
  /// and the number of its style;
  /// of a metre how often a foot taps in a bar, 0 for whatever is heard, whether that is in threes,
  /// and between which beats a minute;
  /// bars and sections of a chart from 1, 0 where the player is not in it;
  /// of a control its kind (0 note, 1 control, 2 program, 3 bend), its channel from 1, its number, and
  /// where it stands in MIDI's own steps.
  package var fields: [String] {
    switch self {
    case .onset: ["strength", "percussive", "settled"]
    case .beat: ["number", "beatsPerBar", "tempo", "confidence", "countIn", "told"]
    case .chord: ["root", "quality", "bass", "confidence", "settled"]
    case .key: ["tonic", "mode", "confidence"]
    case .pitch: ["frequency", "confidence", "note", "cents"]
    case .chroma:
      ["c", "cSharp", "d", "eFlat", "e", "f", "fSharp", "g", "aFlat", "a", "bFlat", "b", "tuning"]
    case .spectrum: (1...24).map { "bark\($0)" }
    case .level: ["peak", "rms"]
    case .loudness:
      ["momentary", "shortTerm", "integrated", "momentaryMaximum", "shortTermMaximum"]
    case .descriptors:
      ["centroid", "bandwidth", "rolloff", "flatness", "flux", "zeroCrossings"]
        + (1...13).map { "mfcc\($0)" }
    case .section: ["label", "occurrence", "bar", "length", "confidence"]
    case .suggestion:
      ["beats", "period"] + (1...6).flatMap { ["root\($0)", "quality\($0)", "probability\($0)"] }
    case .continuation:
      ["mood"] + (1...7).flatMap { ["root\($0)", "quality\($0)", "beats\($0)"] }
    case .band: ["section", "next", "beats", "style"]
    case .chart: ["bar", "bars", "section", "confidence"]
    case .metre: ["beatsPerBar", "compound", "slowest", "fastest"]
    case .control: ["kind", "channel", "number", "value"]
    }
  }
}
