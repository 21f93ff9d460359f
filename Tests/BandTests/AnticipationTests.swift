import Band
import Music
import Testing

@Suite struct AnticipationTests {
  private let song = loop(["C:maj", "G:maj", "A:min", "F:maj"])

  @Test func `the band enters a bar after the player, with a count-in of clicks`() throws {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.play(until: 13)
    let clicks = rehearsal.stage.sounds.filter { $0.key == 37 }.map(\.start)
    #expect(clicks == [4, 5, 6, 7])
    #expect(rehearsal.composer.state == .playing)
  }

  @Test func `after a progression has come round, the bass is on the beat with the root`() throws {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.play(until: 80)
    for bar in 8..<19 {
      let beat = Double(bar * 4)
      let sound = try #require(rehearsal.bass(at: beat + 0.06), "bar \(bar)")
      #expect(abs(sound.start - beat) < 0.05, "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
    #expect(rehearsal.stage.faults == [])
  }

  @Test func `on the first pass the bass waits for the ear, then plays the true chord`() throws {
    let song = loop(["C:maj", "D:min", "E:min", "F:maj", "Bb:maj", "G:maj", "Ab:maj", "A:maj"])
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.play(until: 34)
    for bar in 2..<8 {
      let first = rehearsal.stage.sounds.first {
        $0.part == .bass && $0.start > Double(bar * 4) - 0.1
      }
      let sound = try #require(first)
      #expect(sound.start > Double(bar * 4) + 0.3 && sound.start < Double(bar * 4) + 0.4)
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
    #expect(rehearsal.stage.faults == [])
  }
}
