private import Ear
import Graph
private import Music
import YAML

extension Score {
  /// All of it, with the length in seconds and the graph that made it.
  func members(of take: Take, engine: Engine) -> [(key: String, value: JSON)] {
    [
      ("version", .integer(1)),
      ("file", .string(take.file)),
      ("duration", seconds(take.duration)),
      ("sampleRate", .integer(Int(take.sampleRate))),
      ("chords", chordList(chords)),
      ("chordsLive", chordList(liveChords)),
      ("beats", .array(beats.beats.map(value))),
      ("key", key.map { .string($0.name) } ?? .null),
      (
        "keys",
        .array(
          keys.map { row in
            .object([
              ("time", seconds(row.time)), ("key", .string(row.key.name)),
              ("confidence", .number(Double(row.confidence), places: 3)),
            ])
          })
      ),
      (
        "tempo",
        .array(
          take.tempos.map { row in
            .object([("time", seconds(row.time)), ("tempo", .number(row.tempo, places: 2))])
          })
      ),
      (
        "onsets",
        .array(
          onsets.map { row in
            .object([
              ("time", seconds(row.time)), ("strength", .number(Double(row.strength), places: 3)),
              ("percussive", .number(Double(row.percussive), places: 3)),
            ])
          })
      ),
      (
        "onsetsLive",
        .array(
          liveOnsets.map { row in
            .object([
              ("time", seconds(row.time)), ("told", seconds(row.told)),
              ("strength", .number(Double(row.strength), places: 3)),
            ])
          })
      ),
      (
        "pitch",
        .array(
          pitches.map { row in
            .object([
              ("time", seconds(row.time)),
              ("frequency", .number(Double(row.frequency), places: 3)),
              ("confidence", .number(Double(row.confidence), places: 3)),
            ])
          })
      ),
      ("bars", .array(take.form.bars.map(seconds))),
      ("sections", .array(take.form.parts.map(value))),
      ("loudness", take.sound.loudness.map(value) ?? .null),
      ("chroma", value(take.sound.chroma, take.sampleRate)),
      ("notes", .array(notes.map(value))),
      ("engine", describe(engine)),
    ]
  }

  private func seconds(_ time: Double) -> JSON { .number(time, places: 4) }

  private func chordList(_ lab: ChordLab) -> JSON {
    .array(
      lab.segments.map { segment in
        .object([
          ("start", seconds(segment.start)), ("end", seconds(segment.end)),
          ("chord", .string(segment.chord.harte)),
          ("confidence", .number(Double(segment.confidence), places: 3)),
        ])
      })
  }

  private func value(_ beat: BeatList.Beat) -> JSON {
    .object([
      ("time", seconds(beat.time)), ("number", .integer(beat.number)),
      ("announced", seconds(beat.announced)),
      ("confidence", .number(Double(beat.confidence), places: 3)),
    ])
  }

  private func value(_ note: Note) -> JSON {
    .object([
      ("port", .string(note.port)), ("channel", .integer(note.channel)),
      ("key", .integer(note.key)), ("velocity", .integer(note.velocity)),
      ("start", seconds(note.start)), ("end", seconds(note.end)),
    ])
  }

  private func value(_ part: Form.Part) -> JSON {
    .object([
      ("name", .string(part.name)), ("start", seconds(part.start)), ("end", seconds(part.end)),
      ("bar", .integer(part.bar)), ("length", .integer(part.length)),
      ("confidence", .number(Double(part.confidence), places: 3)),
    ])
  }

  private func value(_ loudness: LoudnessEstimate) -> JSON {
    let number = { (value: Float) in JSON.number(Double(value), places: 2) }
    return .object([
      ("integrated", number(loudness.integrated)),
      ("momentaryMaximum", number(loudness.momentaryMaximum)),
      ("shortTermMaximum", number(loudness.shortTermMaximum)),
    ])
  }

  private func value(_ chroma: [ChromaEstimate], _ rate: Double) -> JSON {
    guard let first = chroma.first, let last = chroma.last, chroma.count > 1 else { return .null }
    let step = Double(last.frame - first.frame) / rate / Double(chroma.count - 1)
    return .object([
      ("start", seconds(Double(first.frame) / rate)), ("step", .number(step, places: 6)),
      (
        "bins",
        .array(
          chroma.map { frame in
            .array(frame.bins.indices.map { .number(Double(frame.bins[$0]), places: 2) })
          })
      ),
    ])
  }

  private func describe(_ engine: Engine) -> JSON {
    .object([
      ("patch", .string(engine.patch.name)),
      (
        "nodes",
        .array(
          engine.patch.nodes.map { node in
            .object([("id", .string(node.id)), ("kind", .string(node.kind))])
          })
      ),
      ("schedule", engine.plan.map { .string($0.description) } ?? .null),
    ])
  }
}
