import Graph
private import Music

extension Score {
  /// All of it as a JSON document, with the length in seconds and the graph that made it.
  func json(_ performance: Performance, input: RenderInput, file: String, engine: Engine) -> String
  {
    let rate = input.sampleRate
    return JSONValue.object([
      ("version", .integer(1)),
      ("file", .string(String(file.split(separator: "/").last ?? ""))),
      ("duration", seconds(input.duration)),
      ("sampleRate", .integer(Int(rate))),
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
          performance.beats.tempos.map { row in
            .object([
              ("time", seconds(Double(row.frame) / rate)), ("tempo", .number(row.tempo, places: 2)),
            ])
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
      ("notes", .array(notes.map(value))),
      ("engine", describe(engine)),
    ]).document
  }

  private func seconds(_ time: Double) -> JSONValue { .number(time, places: 4) }

  private func chordList(_ lab: ChordLab) -> JSONValue {
    .array(
      lab.segments.map { segment in
        .object([
          ("start", seconds(segment.start)), ("end", seconds(segment.end)),
          ("chord", .string(segment.chord.harte)),
          ("confidence", .number(Double(segment.confidence), places: 3)),
        ])
      })
  }

  private func value(_ beat: BeatList.Beat) -> JSONValue {
    .object([
      ("time", seconds(beat.time)), ("number", .integer(beat.number)),
      ("announced", seconds(beat.announced)),
    ])
  }

  private func value(_ note: Note) -> JSONValue {
    .object([
      ("port", .string(note.port)), ("channel", .integer(note.channel)),
      ("key", .integer(note.key)), ("velocity", .integer(note.velocity)),
      ("start", seconds(note.start)), ("end", seconds(note.end)),
    ])
  }

  private func describe(_ engine: Engine) -> JSONValue {
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
