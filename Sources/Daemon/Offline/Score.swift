import Graph
import Music

/// What was heard and played in a run, in seconds and in the words of music.
struct Score {
  struct Note: Equatable {
    let port: String

    /// 1 to 16.
    let channel: Int
    let key: Int
    let velocity: Int

    /// In seconds.
    let start: Double
    let end: Double
  }

  /// Settled chords, each from when it began to sound.
  let chords: ChordLab

  /// Chords from when they were told.
  let liveChords: ChordLab
  let beats: BeatList

  /// How sure the beats were on average, 0 to 1.
  let beatConfidence: Float
  let keys: [(time: Double, key: Key, confidence: Float)]
  let onsets: [(time: Double, strength: Float, percussive: Float)]

  /// Strokes as they were first told, and when.
  let liveOnsets: [(time: Double, told: Double, strength: Float)]

  /// The pitch of a single voice, many times a second; 0 Hz where there is none.
  let pitches: [(time: Double, frequency: Float, confidence: Float)]
  let notes: [Note]

  /// Reads `performance`, whose beats come from the node `clock` if it has any.
  init(_ performance: Performance, sampleRate: Double, duration: Double, clock: String?) {
    let seconds = { (frame: Int64) in Double(frame) / sampleRate }
    let chords = performance.reports(.chord)
    self.chords = ChordLab(
      Self.preferring(settled: true, chords).map {
        (seconds($0.event.time), Chord?(event: $0.event), $0.event.values[3])
      }, end: duration)
    liveChords = ChordLab(
      Self.preferring(settled: false, chords).map {
        (seconds($0.delivered), Chord?(event: $0.event), $0.event.values[3])
      }, end: duration)
    let beats = performance.reports(.beat, from: clock)
    beatConfidence =
      beats.reduce(0) { $0 + $1.event.values[3] } / Float(max(1, beats.count))
    self.beats = BeatList(
      beats.map {
        BeatList.Beat(
          time: seconds($0.event.time), announced: seconds($0.delivered),
          number: Int($0.event.values[0]), confidence: $0.event.values[3])
      }, end: duration)
    keys = performance.reports(.key).compactMap { report in
      Key(event: report.event).map {
        (seconds(report.event.time), $0, report.event.values[2])
      }
    }
    let strokes = performance.reports(.onset)
    let settled = strokes.filter { $0.event.values[2] >= 0.5 }
    onsets = (settled.isEmpty ? strokes : settled).map {
      (seconds($0.event.time), $0.event.values[0], $0.event.values[1])
    }
    let early = strokes.filter { $0.event.values[2] < 0.5 }
    liveOnsets = (early.isEmpty ? strokes : early).map {
      (seconds($0.event.time), seconds($0.delivered), $0.event.values[0])
    }
    pitches = performance.reports(.pitch).map {
      (seconds($0.event.time), $0.event.values[0], $0.event.values[1])
    }
    notes = Self.notes(performance, sampleRate)
  }

  /// The key heard last.
  var key: Key? { keys.last?.key }

  /// The beats as a chart has them: counted back to the first chord.
  var countedBeats: [BeatList.Beat] {
    beats.counted(from: chords.segments.first { $0.chord != nil }?.start)
  }

  /// First opinions or considered ones; all of them from a node that knows no such difference.
  private static func preferring(
    settled: Bool, _ reports: [Performance.Report]
  ) -> [Performance.Report] {
    let wanted = reports.filter { ($0.event.values[4] >= 0.5) == settled }
    return wanted.isEmpty ? reports : wanted
  }

  /// Each note-on with its end, in order of their starts.
  private static func notes(_ performance: Performance, _ sampleRate: Double) -> [Note] {
    struct Voice: Hashable {
      let port: String
      let channel: UInt8
      let key: UInt8
    }
    var open: [Voice: Performance.Message] = [:]
    var notes: [(frame: Int64, note: Note)] = []
    for message in performance.messages where message.event.isNoteOn || message.event.isNoteOff {
      let event = message.event
      let voice = Voice(port: message.port, channel: event.channel, key: event.data1)
      if let start = open.removeValue(forKey: voice) {
        let note = Note(
          port: voice.port, channel: Int(voice.channel) + 1, key: Int(voice.key),
          velocity: Int(start.event.data2), start: Double(start.frame) / sampleRate,
          end: Double(message.frame) / sampleRate)
        notes.append((start.frame, note))
      }
      if event.isNoteOn { open[voice] = message }
    }
    return notes.enumerated().sorted {
      ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset)
    }.map(\.element.note)
  }
}

extension Chord? {
  /// The chord that a chord event tells.
  init(event: Event) {
    guard event.values[0] >= 0, let quality = ChordQuality(rawValue: Int(event.values[1])) else {
      self = nil
      return
    }
    let root = PitchClass(Int(event.values[0]))
    let bass = event.values[2] >= 0 ? PitchClass(Int(event.values[2])) : root
    self = Chord(root, quality, bass: bass)
  }
}

extension Key {
  /// The key that a key event tells, or `nil` for none.
  init?(event: Event) {
    guard event.values[0] >= 0, let mode = Mode(rawValue: Int(event.values[1])) else { return nil }
    self.init(PitchClass(Int(event.values[0])), mode)
  }
}
