private import Music
private import YAML

/// A take as JAMS 0.3 writes it, for programs that compare annotations.
///
/// Humphrey et al., "JAMS: a JSON annotated music specification" (ISMIR 2014).
struct Jams {
  private typealias Row = (time: Double, duration: Double, value: JSON, confidence: JSON)

  private let annotations: [JSON]
  private let title: String
  private let duration: Double

  init(_ score: Score, form: Form, tempos: [(time: Double, tempo: Double)], title: String) {
    let duration = score.chords.segments.last?.end ?? 0
    self.title = title
    self.duration = duration
    annotations = [
      Self.annotation("chord", Self.chords(score.chords), duration),
      Self.annotation(
        "beat",
        score.beats.beats.map { ($0.time, 0, .integer($0.number), Self.number($0.confidence)) },
        duration),
      Self.annotation("key_mode", Self.keys(score, duration), duration),
      Self.annotation(
        "tempo", Self.tempos(tempos, score.beatConfidence, duration), duration),
      Self.annotation(
        "segment_open",
        form.parts.map {
          ($0.start, $0.end - $0.start, .string($0.name), Self.number($0.confidence))
        }, duration),
      Self.annotation(
        "onset", score.onsets.map { ($0.time, 0, .null, Self.number($0.strength)) }, duration),
    ].compactMap(\.self)
  }

  var document: String {
    JSON.object([
      (
        "file_metadata",
        .object([
          ("title", .string(title)), ("artist", .string("")), ("release", .string("")),
          ("duration", .number(duration, places: 4)), ("identifiers", .object([])),
          ("jams_version", .string("0.3.5")),
        ])
      ),
      ("annotations", .array(annotations)),
      ("sandbox", .object([])),
    ]).pretty
  }

  private static func chords(_ lab: ChordLab) -> [Row] {
    lab.segments.map {
      ($0.start, $0.end - $0.start, .string($0.chord.harte), number($0.confidence))
    }
  }

  /// Each key from when it was heard to the next.
  private static func keys(_ score: Score, _ end: Double) -> [Row] {
    score.keys.enumerated().map { index, row in
      let next = index + 1 < score.keys.count ? score.keys[index + 1].time : end
      let mode = row.key.mode == .major ? "major" : "minor"
      return (
        row.time, max(0, next - row.time), .string("\(row.key.tonic.name):\(mode)"),
        number(row.confidence)
      )
    }
  }

  private static func tempos(
    _ tempos: [(time: Double, tempo: Double)], _ confidence: Float, _ end: Double
  ) -> [Row] {
    tempos.enumerated().compactMap { index, row in
      let next = index + 1 < tempos.count ? tempos[index + 1].time : end
      guard next > row.time, row.time < end else { return nil }
      let duration = min(next, end) - row.time
      return (row.time, duration, .number(row.tempo, places: 2), number(confidence))
    }
  }

  private static func number(_ value: Float) -> JSON { .number(Double(value), places: 3) }

  /// An annotation in `namespace`, or `nil` where there is nothing to annotate.
  private static func annotation(
    _ namespace: String, _ rows: [Row], _ duration: Double
  ) -> JSON? {
    guard !rows.isEmpty else { return nil }
    let seconds = { (time: Double) in JSON.number(time, places: 4) }
    let observations = rows.map { row in
      JSON.object([
        ("time", seconds(row.time)), ("duration", seconds(row.duration)), ("value", row.value),
        ("confidence", row.confidence),
      ])
    }
    return .object([
      ("namespace", .string(namespace)), ("annotation_metadata", metadata),
      ("time", seconds(0)), ("duration", seconds(duration)), ("sandbox", .object([])),
      ("data", .array(observations)),
    ])
  }

  private static var metadata: JSON {
    let empty = JSON.string("")
    return .object([
      ("curator", .object([("name", empty), ("email", empty)])), ("annotator", .object([])),
      ("version", empty), ("corpus", empty), ("annotation_tools", .string("strumd")),
      ("annotation_rules", empty), ("validation", empty), ("data_source", .string("program")),
    ])
  }
}
