import Testing

@testable import Ear

struct ChordMemoryTests {
  private let c = 0
  private let g7 = 31

  @Test func `welcomes a chord the more, the longer it was heard`() {
    var memory = ChordMemory(step: 0.1)
    #expect(memory.welcome(c, after: g7) == 0)
    memory.hear(c)
    let once = memory.welcome(c, after: g7)
    for _ in 0..<50 { memory.hear(c) }
    #expect(once > 0)
    #expect(memory.welcome(c, after: g7) > once)
  }

  @Test func `expects what followed before`() {
    var memory = ChordMemory(step: 0.1)
    for state in [c, g7, c, g7] { memory.hear(state) }
    #expect(memory.welcome(g7, after: c) > memory.welcome(g7, after: 5))
  }

  @Test func `forgets`() {
    var memory = ChordMemory(step: 1)
    for _ in 0..<10 { memory.hear(c) }
    let fresh = memory.welcome(c, after: g7)
    for _ in 0..<300 { memory.hear(g7) }
    #expect(memory.welcome(c, after: 5) < fresh / 2)
  }

  @Test func `has no welcome for silence`() {
    var memory = ChordMemory(step: 1)
    for _ in 0..<10 { memory.hear(ChordVocabulary.noChord) }
    #expect(memory.welcome(ChordVocabulary.noChord, after: c) == 0)
  }
}
