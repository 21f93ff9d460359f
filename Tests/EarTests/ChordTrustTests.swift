import Testing

@testable import Ear

struct ChordTrustTests {
  private let none = ChordVocabulary.noChord

  @Test func `goes back to what stood when chords could be heard`() {
    var trust = ChordTrust()
    trust.begin(6)
    for _ in 0..<20 { trust.hear(3, isBelieved: true) }
    trust.begin(6)
    for _ in 0..<40 { trust.hear(5, isBelieved: false) }
    #expect(trust.state == 3)
    #expect(trust.age == 46)
  }

  @Test func `goes back to none where no chord could be heard before`() {
    var trust = ChordTrust()
    trust.begin(0)
    for _ in 0..<20 { trust.hear(5, isBelieved: false) }
    #expect(trust.state == none)
  }

  @Test func `an end is believed whatever sounds`() {
    var trust = ChordTrust()
    trust.begin(0)
    for _ in 0..<20 { trust.hear(3, isBelieved: true) }
    trust.begin(0)
    trust.hear(none, isBelieved: false)
    #expect(trust.state == none)
  }
}
