import Band
import Music
import Testing

@Suite struct MetreTests {
  @Test(arguments: [("jig", 2), ("jig", 6), ("doo-wop", 4), ("cool-five", 5), ("balkan", 7)])
  func `odd metres and eighths in threes fill their bars`(style: String, beatsPerBar: Int) throws {
    var rehearsal = try Rehearsal(
      Styles.load(style), song: loop(["C:maj", "F:maj"], beats: beatsPerBar))
    rehearsal.beatsPerBar = beatsPerBar
    rehearsal.play(until: Double(beatsPerBar * 12))
    #expect(rehearsal.stage.faults == [])
    let entry = rehearsal.stage.sounds.filter { $0.part == .bass }.map(\.start).min() ?? 0
    for bar in 3..<6 {
      let start =
        (entry / Double(beatsPerBar)).rounded() * Double(beatsPerBar)
        + Double(bar * beatsPerBar)
      let bass = rehearsal.stage.sounds.filter { $0.part == .bass && abs($0.start - start) < 0.06 }
      #expect(!bass.isEmpty, "bar \(bar)")
      let last = rehearsal.stage.sounds.filter {
        $0.part == .drums && $0.start > start + Double(beatsPerBar) - 1.1
          && $0.start < start + Double(beatsPerBar) - 0.05
      }
      #expect(!last.isEmpty, "bar \(bar)")
    }
  }
}
