/// Stands in for whoever composes on a worker: answers what it is told of with what the audio thread is to do.
class Composer: Job, @unchecked Sendable {
  let desk = ChartDesk()
  private let link: BandLink
  private var count = 0

  init(_ link: BandLink) { self.link = link }

  func run() -> Bool {
    var worked = false
    while let observation = link.takeObservation() {
      worked = true
      count += 1
      answer(observation)
    }
    return worked
  }

  /// A note for each chord, on one output after the other, and now and then everything else there is.
  private func answer(_ observation: Observation) {
    switch observation.kind {
    case .chord, .settledChord, .noteOn:
      var note = PlayerAction(.play, part: count % 5)
      note.key = UInt8(40 + Int(observation.root) + count % 7)
      note.velocity = UInt8(60 + count % 60)
      note.beat = observation.beat + 0.01
      note.duration = 0.02 * Double(1 + count % 3)
      _ = link.play(note)
    case .clock where count % 5 == 0:
      var change = PlayerAction(count % 2 == 0 ? .retract : .move, part: count % 3)
      change.key = UInt8(40 + count % 12)
      change.otherKey = change.key + 1
      change.beat = observation.beat
      _ = link.play(change)
    case .downbeat:
      _ = link.play(PlayerAction(.report, part: count % 4))
      _ = link.play(PlayerAction(.silence, part: 2))
    default: break
    }
  }
}

final class CompositionJob: Composer, @unchecked Sendable {
  init(_ sheet: BandSheet, seed: UInt64, foretells: Bool, link: BandLink) { super.init(link) }
}

final class LeadJob: Composer, @unchecked Sendable {
  init(_ sheet: BandSheet, model: MelodyModel?, seed: UInt64, link: BandLink) { super.init(link) }
}
