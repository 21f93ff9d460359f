import Testing

@testable import Ear

struct ChangeHabitTests {
  @Test func `chords mostly change on first beats before anything was heard`() {
    let four = ChangeHabit(beats: 4)
    #expect(four.chance(at: 0) > four.chance(at: 2))
    #expect(four.chance(at: 2) > four.chance(at: 1))
    let three = ChangeHabit(beats: 3)
    #expect(three.chance(at: 1) == three.chance(at: 2))
  }

  @Test func `what a player does is what is likely`() {
    var habit = ChangeHabit(beats: 4)
    for bar in 0..<40 {
      for place in 0..<4 { habit.learn(place == 2 || place == 0 && bar % 4 == 0, at: place) }
    }
    #expect(habit.chance(at: 2) > 0.9)
    #expect(abs(habit.chance(at: 0) - 0.25) < 0.05)
    #expect(habit.chance(at: 1) < 0.02)
  }

  @Test func `another habit takes the place of an old one`() {
    var habit = ChangeHabit(beats: 4)
    for bar in 0..<200 { habit.learn(bar < 100, at: 0) }
    #expect(habit.chance(at: 0) < 0.15)
  }
}
