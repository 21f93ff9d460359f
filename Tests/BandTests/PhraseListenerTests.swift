import Testing

@testable import Band

@Suite struct PhraseListenerTests {
  /// Tells a pitch a number of times, 0.05 beats apart, and returns the beat after.
  private func hold(
    _ key: Int?, from beat: Double, count: Int, _ listener: inout PhraseListener
  ) -> Double {
    for index in 0..<count { listener.hear(pitch: key, at: beat + 0.05 * Double(index)) }
    return beat + 0.05 * Double(count)
  }

  @Test func `a pitch that lasts is a note, a glimpse is none`() {
    var listener = PhraseListener()
    var beat = hold(60, from: 0, count: 10, &listener)
    beat = hold(72, from: beat, count: 2, &listener)
    beat = hold(64, from: beat, count: 10, &listener)
    _ = hold(nil, from: beat, count: 5, &listener)
    #expect(listener.notes.map(\.key) == [60, 64])
    #expect(listener.notes.map { ($0.beat * 20).rounded() } == [0, 12])
    #expect(listener.notes.allSatisfy { $0.end != nil })
  }

  @Test func `a stroke on the same pitch is another note, from the stroke on`() {
    var listener = PhraseListener()
    listener.hear(strokeAt: 0)
    var beat = hold(60, from: 0.05, count: 20, &listener)
    listener.hear(strokeAt: beat)
    beat = hold(60, from: beat + 0.05, count: 10, &listener)
    #expect(listener.notes.map(\.key) == [60, 60])
    #expect(abs((listener.notes.last?.beat ?? 0) - 1.05) < 0.01)
    #expect(listener.strokes.count == 2)
  }

  @Test func `a player all over the keyboard is answered where a lead can play`() {
    var listener = PhraseListener()
    for (index, key) in stride(from: 24, through: 120, by: 12).enumerated() {
      listener.hear(noteOn: key, at: Double(index))
      listener.hear(noteOff: key, at: Double(index) + 0.5)
    }
    let portrait = PlayerPortrait(
      listener, from: 0, until: 16, grid: BarGrid(), swing: .straight, tempo: 120)
    #expect((50...90).contains(portrait.range.lowerBound))
    #expect((62...90).contains(portrait.range.upperBound))
  }

  @Test func `of keys pressed together the highest counts`() {
    var listener = PhraseListener()
    for key in [60, 67, 64] { listener.hear(noteOn: key, at: 1) }
    listener.hear(noteOn: 62, at: 2)
    listener.hear(noteOff: 62, at: 2.5)
    #expect(
      listener.notes == [
        HeardNote(beat: 1, end: 2, key: 67), HeardNote(beat: 2, end: 2.5, key: 62),
      ])
  }
}
