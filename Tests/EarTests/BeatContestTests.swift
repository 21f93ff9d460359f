import Testing

@testable import Ear

struct BeatContestTests {
  private let half = BeatSense(ratio: 0.5, shift: 0, isCompound: false)
  private let twice = BeatSense(ratio: 2, shift: 0, isCompound: false)

  /// After how many of `beats` beats like this another way is gone over to; `nil` if it is not.
  private func beats(
    _ contest: inout BeatContest, _ rivals: [BeatSense], likelihood: Float, followed: Float,
    isKnown: Bool = true, isEarly: Bool = false, beats: Int = 40
  ) -> Int? {
    (1...beats).first { beat in
      let verdict = BeatJudge.Verdict(
        rival: rivals[beat % rivals.count], likelihood: likelihood, followed: followed)
      return contest.hear(verdict, isKnown: isKnown, isEarly: isEarly) != nil
    }
  }

  @Test func `a way that is a bit likelier is taken in the long run`() {
    var contest = BeatContest()
    let after = beats(&contest, [half], likelihood: 0.6, followed: 0.3)
    #expect(after.map { (3...4).contains($0) } == true)
  }

  @Test func `a way that is far likelier is taken soon, and not at once`() {
    var contest = BeatContest()
    let after = beats(&contest, [half], likelihood: 0.95, followed: 0.01)
    #expect(after.map { (2...4).contains($0) } == true)
  }

  @Test func `what was followed for long is not left for a few beats`() {
    var contest = BeatContest()
    #expect(beats(&contest, [half], likelihood: 0.05, followed: 0.9) == nil)
    #expect(beats(&contest, [half], likelihood: 0.6, followed: 0.3, beats: 16) == nil)
    #expect(beats(&contest, [half], likelihood: 0.6, followed: 0.3) != nil)
  }

  @Test func `ways that take turns are none`() {
    var contest = BeatContest()
    #expect(beats(&contest, [half, twice], likelihood: 0.6, followed: 0.3) == nil)
  }

  @Test func `nothing is taken of which too little was heard`() {
    var contest = BeatContest()
    #expect(beats(&contest, [half], likelihood: 0.9, followed: 0.05, isKnown: false) == nil)
  }

  @Test func `early on only what is far likelier is taken`() {
    var contest = BeatContest()
    #expect(beats(&contest, [half], likelihood: 0.6, followed: 0.3, isEarly: true) == nil)
    let after = beats(&contest, [half], likelihood: 0.9, followed: 0.05, isEarly: true)
    #expect(after.map { (2...4).contains($0) } == true)
  }

  @Test func `early on nothing speaks for what is followed`() {
    var contest = BeatContest()
    #expect(beats(&contest, [half], likelihood: 0.05, followed: 0.9, isEarly: true) == nil)
    #expect(beats(&contest, [half], likelihood: 0.6, followed: 0.3, beats: 8) != nil)
  }

  @Test func `early on nothing slow is taken`() {
    #expect(!BeatTracker.isOpen(tempo: 66, after: 4))
    #expect(BeatTracker.isOpen(tempo: 66, after: 8))
    #expect(BeatTracker.isOpen(tempo: 90, after: 4))
  }
}
