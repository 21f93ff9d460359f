import Music
import Platform
import Testing

@testable import Daemon

@Suite struct OfflineAnnotationTests {
  private let c = Chord(PitchClass(0), .major)
  private let a = Chord(PitchClass(9), .minor7)

  @Test func `chords are written as contiguous segments from zero to the end`() {
    let lab = ChordLab([(0.5, c, 1), (1.25, c, 1), (2, nil, 1), (3.0004, a, 1)], end: 4)
    #expect(
      lab.text == """
        0.000 0.500 N
        0.500 2.000 C:maj
        2.000 3.000 N
        3.000 4.000 A:min7

        """)
  }

  @Test func `a chord told later replaces what was said of its time`() {
    let lab = ChordLab([(1, c, 1), (2, nil, 1), (1.5, a, 1), (9, c, 1)], end: 4)
    #expect(lab.text == "0.000 1.000 N\n1.000 1.500 C:maj\n1.500 4.000 A:min7\n")
  }

  @Test func `no segment is shorter than the millisecond that it is written to`() {
    let lab = ChordLab([(0.0004, c, 1), (2.9997, a, 1)], end: 3.0001)
    #expect(lab.text == "0.000 3.000 C:maj\n")
  }

  @Test func `a recording without chords is one segment of none`() {
    #expect(ChordLab([], end: 2).text == "0.000 2.000 N\n")
  }

  @Test func `a recording of a sample or two has no segment`() {
    #expect(ChordLab([(0, c, 1)], end: 1.0 / 44_100).text.isEmpty)
  }

  @Test func `beats announced late are left out of the live ones only`() {
    let list = BeatList(
      [
        BeatList.Beat(time: 1.5, announced: 1, number: 2),
        BeatList.Beat(time: 1, announced: 1.001, number: 1),
        BeatList.Beat(time: 5, announced: 4, number: 3),
      ], end: 5)
    #expect(BeatList.text(list.beats) == "1.000 1\n1.500 2\n")
    #expect(BeatList.text(list.inTime) == "1.500 2\n")
  }

  @Test(arguments: [
    (0, 3, "0.000"), (1.0005, 3, "1.001"), (-0.25, 2, "-0.25"), (-0.0001, 2, "0.00"),
    (12.5, 0, "13"), (.nan, 2, "0"), (0.0625, 4, "0.0625"),
  ])
  func `numbers are written with a fixed count of digits`(
    value: Double, places: Int, text: String
  ) {
    #expect(decimal(value, places: places) == text)
  }
}
