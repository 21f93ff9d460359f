import Band
import Testing

/// The band is as loud, and plays as much, as the player.
@Suite struct DynamicsTests {
  @Test func `more force plays louder and busier, less the opposite`() throws {
    let loudness = try [0.0, 0.5, 1.0].map { force in
      var rehearsal = try Rehearsal.ofSections(until: 10)
      rehearsal.composer.set(intensity: force)
      rehearsal.play(until: 32)
      let kicks = rehearsal.stage.sounds.filter { $0.key == 36 && $0.start > 16 }
      #expect(kicks.contains { $0.start.truncatingRemainder(dividingBy: 4) > 2 } == (force > 0))
      #expect(try rehearsal.bars(of: "claves").isEmpty == (force < 1))
      return kicks.map { Int($0.velocity) }.max() ?? 0
    }
    #expect(loudness[0] < loudness[1] && loudness[1] < loudness[2])
  }

  @Test func `the band grows with a player who plays more, and thins out with him`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 24)
    #expect(rehearsal.composer.section == .main(0))
    rehearsal.strokesPerBeat = 4
    rehearsal.play(until: 44)
    #expect(rehearsal.composer.section == .main(2))
    rehearsal.strokesPerBeat = 1
    rehearsal.play(until: 64)
    #expect(rehearsal.composer.section == .main(0))
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `a first accent, and softer strokes between the beats, thin nothing out`() throws {
    var rehearsal = try Rehearsal.ofSections()
    rehearsal.strokesPerBeat = 2
    rehearsal.strength = { $0 == 0 ? 1.6 : $0 == $0.rounded() ? 0.8 : 0.3 }
    rehearsal.play(until: 60)
    let ghosts = rehearsal.stage.sounds.filter { sound in
      sound.key == 36 && (12..<56).contains(sound.start)
        && (2.2..<3).contains(sound.start.truncatingRemainder(dividingBy: 4))
    }
    #expect(ghosts.count == 11)
    #expect(rehearsal.composer.section == .main(0))
  }

  @Test func `strokes that count in say nothing of how loud the player plays`() throws {
    func kicks(countIn strength: Float) throws -> [Stage.Sound] {
      var rehearsal = try Rehearsal.ofSections()
      rehearsal.strength = { $0 < 4 ? strength : 0.1 }
      rehearsal.play(until: 3.5)
      rehearsal.composer.countedIn(at: 4)
      rehearsal.play(until: 40)
      return rehearsal.stage.sounds.filter { $0.key == 36 }
    }
    let loud = try kicks(countIn: 1)
    #expect(loud.count > 10)
    #expect(try kicks(countIn: 0.1) == loud)
  }

  @Test func `one busy bar changes nothing`() throws {
    var rehearsal = try Rehearsal.ofSections(until: 24)
    rehearsal.strokesPerBeat = 4
    rehearsal.play(until: 28)
    rehearsal.strokesPerBeat = 1
    rehearsal.play(until: 60)
    #expect(try rehearsal.bars(of: "cowbell").isEmpty)
    #expect(try rehearsal.bars(of: "claves").isEmpty)
  }
}
