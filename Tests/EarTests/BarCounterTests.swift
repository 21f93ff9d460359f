import Testing

@testable import Ear

struct BarCounterTests {
  private let beat: Int64 = 22_050

  /// The numbers of `count` beats, of each of which `tell` says what is known once it has fallen.
  private func numbers(
    _ counter: inout BarCounter, _ count: Int, tell: (inout BarCounter, Int) -> Void
  ) -> [Int] {
    (0..<count).map { place in
      defer { tell(&counter, place) }
      return counter.count(frame: Int64(place) * beat)
    }
  }

  private func change(_ counter: inout BarCounter, on place: Int) {
    counter.change(frame: Int64(place) * beat + 900, reach: beat / 3)
  }

  @Test(arguments: [3, 4])
  func `bars begin where chords change`(metre: Int) {
    var counter = BarCounter()
    let numbers = numbers(&counter, 12 * metre) { counter, place in
      if place % metre == 2 { change(&counter, on: place) }
    }
    #expect(numbers[11 * metre + 2] == 1)
    #expect(counter.beatsPerBar == metre)
  }

  @Test func `the first stroke tells where chords change every half bar`() {
    for first in [0, 2] {
      var counter = BarCounter()
      counter.suppose(4 - first)
      let numbers = numbers(&counter, 32) { counter, place in
        if place % 2 == 0 { change(&counter, on: place) }
      }
      #expect(numbers[28 + first] == 1)
    }
  }

  @Test(arguments: [3, 5, 7])
  func `bars of a metre that is told begin where the last bar did`(metre: Int) {
    var counter = BarCounter()
    let before = numbers(&counter, 41) { counter, place in
      if place % 4 == 0 { change(&counter, on: place) }
    }
    #expect(before.last == 1)
    counter.tell(metre)
    let after = (41..<41 + 2 * metre).map { counter.count(frame: Int64($0) * beat) }
    #expect(after == Array(2...metre) + Array(1...metre) + [1])
    #expect(counter.beatsPerBar == metre)
  }

  @Test(arguments: [2, 3, 4, 5], [0, -1, -3, 9])
  func `a bar may be supposed to begin before all that is counted, or yet to begin`(
    metre: Int, ago: Int
  ) {
    var counter = BarCounter()
    counter.tell(metre)
    for place in 0..<7 { _ = counter.count(frame: Int64(place) * beat) }
    counter.suppose(ago)
    let numbers = (7..<7 + metre).map { counter.count(frame: Int64($0) * beat) }
    #expect(numbers.firstIndex(of: 1) == ((-ago) % metre + metre) % metre)
  }

  @Test func `what becomes known late still counts`() {
    var counter = BarCounter()
    _ = numbers(&counter, 20) { _, _ in }
    for place in stride(from: 1, to: 20, by: 4) { change(&counter, on: place) }
    #expect(counter.count(frame: 20 * beat) == 4)
  }

  @Test func `changes where they always came now and then move no bars`() {
    var counter = BarCounter()
    let numbers = numbers(&counter, 104) { counter, place in
      if place < 64 ? place % 4 == 0 || place % 8 == 6 : place % 4 == 2 {
        change(&counter, on: place)
      }
    }
    #expect(numbers == (0..<104).map { $0 % 4 + 1 })
  }

  @Test func `bars that were known for long outlast one in which chords change elsewhere`() {
    var counter = BarCounter()
    let numbers = numbers(&counter, 100) { counter, place in
      if place < 60 || place >= 64 ? place % 4 == 0 : place % 4 == 2 {
        change(&counter, on: place)
      }
    }
    #expect(numbers == (0..<100).map { $0 % 4 + 1 })
  }

  @Test(arguments: [-1, 1, 2])
  func `bars follow within four who left out beats, or added one`(left: Int) {
    var counter = BarCounter()
    let numbers = numbers(&counter, 100) { counter, place in
      if place < 60 ? place % 4 == 0 : (place + left) % 4 == 0 { change(&counter, on: place) }
    }
    #expect(Array(numbers.prefix(60)) == (0..<60).map { $0 % 4 + 1 })
    #expect(Array(numbers.suffix(24)) == (76..<100).map { ($0 + left) % 4 + 1 })
  }

  @Test func `a metre that is told is the only one`() {
    var counter = BarCounter()
    counter.tell(5)
    let numbers = numbers(&counter, 60) { counter, place in
      if place % 4 == 0 { change(&counter, on: place) }
    }
    #expect(counter.beatsPerBar == 5)
    #expect(Set(numbers) == [1, 2, 3, 4, 5])
    counter.reset()
    #expect(counter.beatsPerBar == 5)
  }

  @Test func `beats of three parts come in twos`() {
    var counter = BarCounter()
    counter.countInTwo()
    let numbers = numbers(&counter, 12) { counter, place in
      if place % 2 == 1 { change(&counter, on: place) }
    }
    #expect(numbers.suffix(2) == [2, 1])
    #expect(counter.beatsPerBar == 2)
  }

  @Test func `the network tells how likely the beats of late are`() throws {
    var counter = BarCounter()
    _ = counter.count(frame: 0)
    #expect(counter.likelihood == nil)
    _ = numbers(&counter, 30) { counter, place in
      let chance: Float = place < 14 ? 0.1 : 0.4
      for _ in 0..<2 {
        counter.hear(
          chance: chance, ofDownbeat: 0, frame: Int64(place) * beat, reach: beat / 4)
      }
    }
    #expect(abs(try #require(counter.likelihood) - 0.8) < 1e-4)
  }
}
