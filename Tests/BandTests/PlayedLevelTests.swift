import Music
import Testing

@testable import Band

@Suite struct PlayedLevelTests {
  /// What the band plays to somebody who plays a bar a chord, as loud as `loudness` says.
  private func rehearsal(
    until end: Double = 48, _ loudness: @escaping (Double) -> Double?
  ) throws -> Rehearsal {
    var rehearsal = Rehearsal(try Styles.load("rock"), song: loop(["C:maj", "A:min"]))
    rehearsal.loudness = loudness
    rehearsal.play(until: end)
    return rehearsal
  }

  /// The mean velocity of the drums and the bass from `start` until before `end`.
  private func velocity(_ rehearsal: Rehearsal, from start: Double, until end: Double) -> Double {
    let sounds = rehearsal.stage.sounds.filter {
      ($0.part == .drums || $0.part == .bass) && $0.start >= start && $0.start < end
    }
    return Double(sounds.reduce(0) { $0 + Int($1.velocity) }) / Double(max(1, sounds.count))
  }

  @Test func `who plays softly all the time has a softer band than who plays loudly`() throws {
    let velocities = try [-38.0, -30, -22, -14].map { level in
      velocity(try rehearsal { _ in level }, from: 16, until: 48)
    }
    for (soft, loud) in zip(velocities, velocities.dropFirst()) { #expect(soft * 1.1 < loud) }
    let unmeasured = velocity(try rehearsal { _ in nil }, from: 16, until: 48)
    #expect(abs(velocities[2] / unmeasured - 1) < 0.03)
  }

  @Test func `a softer part is played softer and a louder one louder, within two bars`() throws {
    let rehearsal = try rehearsal(until: 80) { beat in
      beat < 32 ? -24 : beat < 56 ? -34 : -24
    }
    let before = velocity(rehearsal, from: 16, until: 32)
    let soft = velocity(rehearsal, from: 40, until: 56)
    #expect(soft < 0.8 * before)
    #expect(velocity(rehearsal, from: 64, until: 80) > 1.2 * soft)
  }

  @Test func `the band is no thinner for a soft player who plays on as he began`() throws {
    let counts = try [-40.0, -22].map { level in
      try rehearsal { _ in level }.stage.sounds.count { $0.part == .drums }
    }
    #expect(counts[0] == counts[1])
  }

  @Test func `the band grows with a player who gets louder and strikes no more often`() throws {
    let rehearsal = try rehearsal(until: 48) { $0 < 20 ? -28 : -18 }
    #expect(rehearsal.composer.section == .main(1))
    #expect(try self.rehearsal(until: 48) { _ in -28 }.composer.section == .main(0))
  }

  @Test func `what rings on or hums after the last stroke does not make the end softer`() throws {
    var rehearsal = Rehearsal(try Styles.load("rock"), song: loop(["C:maj", "A:min"]))
    rehearsal.strikes = { $0 < 32 }
    rehearsal.loudness = { $0 < 33 ? -22 : -55 }
    rehearsal.play(until: 60)
    #expect(rehearsal.composer.state == .waiting)
    let last = try #require(rehearsal.stage.sounds.last { $0.part == .bass })
    #expect(last.start > 32)
    #expect(last.velocity >= 90)
  }

  @Test func `a count-in of muted strokes says nothing of the tune`() throws {
    var presence = Presence()
    for beat in 0..<4 {
      presence.hear(0.5, at: Double(beat))
      presence.hear(loudness: -45, at: Double(beat))
    }
    presence.beginTune()
    presence.hear(0.5, at: 4)
    presence.hear(loudness: -22, at: 4)
    #expect(abs(presence.dynamics - 1) < 0.01)
  }
}
