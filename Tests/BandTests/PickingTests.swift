import Band
import Music
import Testing

/// A player who picks chords note by note: the ear hears them late.
@Suite struct PickingTests {
  private let song = loop(["C:maj", "G:maj", "A:min", "F:maj"])

  /// One whose ear hears the chords of the first `count` bars on their beats, but the first, and later ones by `delay`
  /// beats too late; it `considers` them, or not.
  private func rehearsal(hearing count: Int, delay: Double, considers: Bool) throws -> Rehearsal {
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.hears = { _ in false }
    for bar in 0..<20 {
      let start = Double(bar * 4) + (bar < count ? 0 : delay)
      rehearsal.hearings.append(.init(time: start + 0.3, chord: song(bar * 4), beat: start))
      guard considers else { continue }
      rehearsal.hearings.append(
        .init(time: start + 0.8, chord: song(bar * 4), beat: start, isConsidered: true))
    }
    return rehearsal
  }

  /// Whether the bass begins the bars from `first` on, until before `end`, with their roots.
  private func expectRoots(of bars: Range<Int>, in rehearsal: Rehearsal) throws {
    for bar in bars {
      let beat = Double(bar * 4)
      let sound = try #require(rehearsal.bass(at: beat + 0.06), "bar \(bar)")
      #expect(abs(sound.start - beat) < 0.05, "bar \(bar)")
      #expect(PitchClass(Int(sound.key)) == song(bar * 4)?.root, "bar \(bar)")
    }
  }

  @Test func `chords that are heard with the second beat come on the first in the third round`()
    throws
  {
    var rehearsal = try rehearsal(hearing: 3, delay: 1, considers: true)
    rehearsal.play(until: 80)
    try expectRoots(of: 12..<19, in: rehearsal)
  }

  @Test func `chords that are heard half a beat late once come on the beat the next time`() throws {
    var rehearsal = try rehearsal(hearing: 8, delay: 0.5, considers: false)
    rehearsal.play(until: 80)
    try expectRoots(of: 12..<19, in: rehearsal)
  }

  /// What changes on both beats is meant so.
  @Test func `a chord that comes on the second beat of every bar comes there`() throws {
    let song = { (beat: Int) in chord(["C:maj", "F:maj", "F:maj", "F:maj"][max(0, beat) % 4]) }
    var rehearsal = try Rehearsal(Styles.load("rock"), song: song)
    rehearsal.considers = true
    rehearsal.play(until: 64)
    for bar in 9..<15 {
      let first = try #require(rehearsal.bass(at: Double(bar * 4) + 0.4), "bar \(bar)")
      #expect(PitchClass(Int(first.key)).name == "C", "bar \(bar)")
    }
  }
}
