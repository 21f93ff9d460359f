import Chart
import Music

extension Chart {
  /// The bars of a take, from the first whole one to the last that has a chord.
  ///
  /// A bar that was heard with too few beats or too many is written with as many as the others have.
  init(_ sheet: LeadSheet, beatUnit: Int) {
    self.init()
    metre = Metre(sheet.beatsPerBar, beatUnit)
    let whole = sheet.bars.drop { bar in
      bar.isPickup || (!bar.chords.contains { $0.chord != nil } && bar.section == nil)
    }
    let end = whole.lastIndex { bar in bar.chords.contains { $0.chord != nil } } ?? -1
    var current = sheet.bars[..<whole.startIndex].flatMap(\.chords).last?.chord
    for bar in whole.prefix(max(0, end - whole.startIndex + 1)) {
      var chords = bar.chords.filter { $0.beat < sheet.beatsPerBar }
        .map { ChartChord(Double($0.beat), $0.chord) }
      if chords.first?.beat != 0 { chords.insert(ChartChord(0, current), at: 0) }
      current = bar.chords.last.map { $0.chord } ?? current
      if bars.isEmpty || bar.section != nil {
        sections.append(Section(name: bar.section ?? "start", bar: bars.count))
      }
      bars.append(Bar(beats: sheet.beatsPerBar, chords: chords))
    }
  }
}
