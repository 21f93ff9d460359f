import Testing

@testable import Ear

struct SustainTests {
  /// What a look less remembers of what was heard: half in some thirty looks.
  private static let kept: Float = 0.977

  @Test func `notes that are kept up one after another are a voice's`() {
    #expect(hear(notes: 6, looks: 12, falling: 1).isKeptUp(wasSo: false))
  }

  @Test func `notes that die away are not`() {
    #expect(!hear(notes: 6, looks: 12, falling: 0.95).isKeptUp(wasSo: true))
  }

  @Test func `one note that is held for long says little`() {
    #expect(!hear(notes: 1, looks: 80, falling: 1).isKeptUp(wasSo: false))
  }

  @Test func `short notes say nothing`() {
    #expect(!hear(notes: 30, looks: 4, falling: 1).isKeptUp(wasSo: true))
  }

  @Test func `what was kept up is forgotten`() {
    var sustain = hear(notes: 6, looks: 12, falling: 1)
    for _ in 0..<150 { sustain.hear(0.01, movedBy: nil) }
    #expect(!sustain.isKeptUp(wasSo: true))
  }

  /// Hears notes of so many looks each, from one to the next of which a share of `falling` of the power is left.
  private func hear(notes: Int, looks: Int, falling: Float) -> Sustain {
    var sustain = Sustain(kept: Self.kept)
    for _ in 0..<notes {
      var power: Float = 0.01
      sustain.hear(power, movedBy: 300)
      for _ in 1..<looks {
        power *= falling
        sustain.hear(power, movedBy: 2)
      }
    }
    return sustain
  }
}
