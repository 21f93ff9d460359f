import Music
import Testing

@testable import Band

@Suite struct RootPathTests {
  private func path() -> RootPath { RootPath(keys: 54...71, middle: 62, last: 62) }

  @Test func `neighbouring roots lie beside each other`() {
    for root in 0..<12 {
      for step in [-2, -1, 1, 2] {
        var path = path()
        let one = path.move(to: PitchClass(root))
        let other = path.move(to: PitchClass(root).raised(by: step))
        #expect(abs(other - one) == abs(step), "\(root) \(step)")
      }
    }
  }

  @Test func `a root that stays does not move`() {
    for root in 0..<12 {
      var path = path()
      let key = path.move(to: PitchClass(root))
      #expect(path.move(to: PitchClass(root)) == key)
      #expect(PitchClass(key) == PitchClass(root))
    }
  }

  @Test func `a tune that climbs by steps comes back to the middle`() {
    var path = path()
    let keys = (0..<48).map { path.move(to: PitchClass($0)) }
    #expect(Set(keys) == Set(60...71))
  }

  @Test func `broken chords go to the next chord by the shortest way`() throws {
    let song = loop(["G:maj", "A:maj"])
    var rehearsal = try Rehearsal(Styles.load("pop"), song: song)
    rehearsal.composer.choose(section: 3)
    rehearsal.play(until: 64)
    let firsts = rehearsal.stage.sounds.filter { sound in
      let isOnBeat = abs(sound.start - sound.start.rounded()) < 0.1
      return sound.part == .arpeggio && sound.start > 31 && isOnBeat
        && Int(sound.start.rounded()) % 4 == 0
    }.sorted { $0.start < $1.start }.map { Int($0.key) }
    #expect(firsts.count > 6)
    for (one, other) in zip(firsts, firsts.dropFirst()) { #expect(abs(one - other) == 2) }
  }
}
