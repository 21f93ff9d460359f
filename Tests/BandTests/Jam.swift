import Foundation
import Melody
import Music
import TestSupport

@testable import Band

/// A player of lines with a clock and an ear, and the soloist on stage with him.
struct Jam {
  struct Note {
    var beat: Double
    var end: Double
    var key: Int
  }

  var soloist: Soloist
  var stage = Stage()
  private(set) var now = -0.5
  var tempo = 120.0

  /// The player's line, in order.
  var line: [Note] = []

  /// When the ear tells of a chord after its beat, in seconds.
  var latency = 0.18

  /// What the ear says beyond the truth: when, and what.
  var lies: [(beat: Double, chord: Chord?)] = []

  let beatsPerBar = 4
  let song: (Int) -> Chord?

  /// The model that comes with the program.
  static func model() throws -> MelodyModel {
    try MelodyModel(Checkout.bytes("models/lead.melody"))
  }

  init(_ style: String = "rock", seed: UInt64 = 1, song: @escaping (Int) -> Chord?) throws {
    soloist = try Soloist(style: Styles.load(style), model: Self.model(), seed: seed)
    self.song = song
  }

  /// What the lead played, in order.
  var sounds: [Stage.Sound] { stage.sounds.sorted { $0.start < $1.start } }

  mutating func play(until end: Double) {
    while now < end - 1e-9 {
      let next = now + 0.02
      tell(from: now, to: next)
      now = next
      var heard: [BandAction] = []
      soloist.advance(to: now, tempo: tempo) { heard.append($0) }
      stage.advance(to: now)
      for action in heard { stage.perform(action, at: now) }
    }
  }

  private mutating func tell(from last: Double, to next: Double) {
    let isDue = { (time: Double) in time > last && time <= next }
    let late = latency * tempo / 60
    for beat in Int(last - late - 1)...Int(next + 1) {
      if isDue(Double(beat)), beat % beatsPerBar == 0 {
        soloist.hear(downbeat: Double(beat), beatsPerBar: beatsPerBar)
      }
      let isChange = beat == 0 || song(beat) != song(beat - 1)
      if isChange, isDue(Double(beat) + late) {
        soloist.hear(song(beat), at: Double(beat), isSettled: false)
      }
    }
    for note in line where isDue(note.beat) {
      soloist.hear(noteOn: note.key, velocity: 90, at: note.beat)
    }
    for note in line where isDue(note.end) { soloist.hear(noteOff: note.key, at: note.end) }
    for lie in lies where isDue(lie.beat) {
      soloist.hear(lie.chord, at: lie.beat - 0.2, isSettled: false)
    }
  }
}
