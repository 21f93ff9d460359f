import Music
import TestSupport
import Testing

@testable import Band

@Suite struct FormTests {
  /// A form that was told the same chords and never asked.
  private func copy(of form: Form) -> Form {
    var copy = Form()
    for beat in form.firstBeat..<form.endBeat {
      copy.set(form.chord(at: beat), from: beat, until: beat + 1)
    }
    return copy
  }

  @Test(arguments: [3, 4, 6])
  func `a form that was asked before answers like one that was not, whatever is set in between`(
    beatsPerBar: Int
  ) {
    var dice = Dice(seed: UInt64(beatsPerBar))
    let tune = (0..<8).map { _ in dice.chord() }
    var form = Form()
    var answers = 0
    for beat in 0..<1200 {
      form.set(tune[beat / beatsPerBar % 8], from: beat, until: beat + 1)
      guard dice.chance(0.03) else { continue }
      if dice.chance(0.5) {
        let place = max(form.firstBeat, beat - Int.random(in: 0..<40, using: &dice))
        form.set(dice.chance(0.2) ? nil : dice.chord(), from: place, until: place + 2)
      }
      for ahead in 0..<5 {
        var fresh = copy(of: form)
        let known = beat + 1 - (dice.chance(0.3) ? 3 : 0)
        let question = (beat + ahead, tune[beat / beatsPerBar % 8])
        let answer = form.forecast(
          at: question.0, known: known, current: question.1, beatsPerBar: beatsPerBar)
        #expect(
          answer
            == fresh.forecast(
              at: question.0, known: known, current: question.1, beatsPerBar: beatsPerBar))
        answers += answer.shares.isEmpty ? 0 : 1
      }
    }
    #expect(answers > 30)
  }
}
