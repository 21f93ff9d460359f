import Band
import Music
import Testing

@Suite struct HearingTests {
  private let song = loop(["C:maj", "G:maj", "A:min", "F:maj"])

  /// A player whose ear also gives considered opinions, all of them true.
  private func rehearsal() throws -> Rehearsal {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.considers = true
    return rehearsal
  }

  @Test func `a first opinion within a bar waits for the considered one`() throws {
    var rehearsal = try rehearsal()
    let slip = Rehearsal.Hearing(time: 13.8, chord: chord("Eb:maj"), beat: 13.6)
    let repair = Rehearsal.Hearing(time: 14.3, chord: chord("F:maj"), beat: 14.1)
    rehearsal.hearings = [slip, repair]
    rehearsal.play(until: 16)
    let bass = rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 12 }
    #expect(bass.allSatisfy { PitchClass(Int($0.key)).name != "Eb" })
  }

  @Test func `a first opinion in the middle of a bar is followed`() throws {
    var rehearsal = try rehearsal()
    rehearsal.hearings = [.init(time: 14.3, chord: chord("Eb:maj"), beat: 14)]
    rehearsal.play(until: 15)
    let bass = rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 14.35 }
    #expect(bass.allSatisfy { ["Eb", "G", "Bb"].contains(PitchClass(Int($0.key)).name) })
    #expect(bass.count >= 1)
  }

  @Test func `a considered opinion within a bar is followed`() throws {
    var rehearsal = try rehearsal()
    let change = Rehearsal.Hearing(
      time: 14.6, chord: chord("Eb:maj"), beat: 14, isConsidered: true)
    rehearsal.hearings = [change]
    rehearsal.play(until: 16)
    let bass = rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 14.65 }
    #expect(bass.allSatisfy { ["Eb", "G", "Bb"].contains(PitchClass(Int($0.key)).name) })
    #expect(bass.count >= 2)
  }

  @Test func `a foretold chord stands against a first opinion that shares its notes`() throws {
    let song = loop(["C:maj7", "G:maj", "A:min", "F:maj"])
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.considers = true
    rehearsal.hearings = [.init(time: 48.3, chord: chord("E:min"), beat: 48)]
    rehearsal.play(until: 52)
    #expect(rehearsal.bass(at: 48.45).map { PitchClass(Int($0.key)).name } == "C")
  }

  @Test func `against a certain forecast the considered opinion is waited for`() throws {
    var rehearsal = try rehearsal()
    rehearsal.hearings = [.init(time: 48.3, chord: chord("Eb:maj"), beat: 48)]
    rehearsal.play(until: 52)
    let bass = rehearsal.stage.sounds.filter { $0.part == .bass && $0.start > 47.9 }
    #expect(bass.allSatisfy { PitchClass(Int($0.key)).name != "Eb" })
  }

  @Test func `an opinion about the quality alone leaves the form as foretold`() throws {
    var rehearsal = try rehearsal()
    rehearsal.hearings = [.init(time: 47.98, chord: chord("F:maj7"), beat: 47.9)]
    rehearsal.play(until: 52)
    #expect(rehearsal.bass(at: 48.06).map { PitchClass(Int($0.key)).name } == "C")
  }

  @Test func `where chords keep changing between the beats, the first opinion is followed`() throws
  {
    var rehearsal = try rehearsal()
    rehearsal.hears = { _ in false }
    let roots = [0, 6, 1, 7, 3, 9, 2, 8, 4, 10, 5, 11]
    let chords = roots.map { Chord(PitchClass($0), .major) }
    for change in 0..<12 {
      let beat = Double(change * 4) + 1.5
      let chord = chords[change]
      rehearsal.hearings += [
        .init(time: beat + 0.3, chord: chord, beat: beat),
        .init(time: beat + 0.9, chord: chord, beat: beat, isConsidered: true),
      ]
    }
    rehearsal.play(until: 48)
    let moment = 11 * 4 + 1.5 + 0.5
    let sound = try #require(rehearsal.bass(at: moment + 0.1))
    #expect(chords[11].contains(PitchClass(Int(sound.key))))
  }
}
