import Graph
import Testing

@testable import Daemon

@Suite struct BeatCountingTests {
  /// Beats half a second apart from `start` on, with these numbers.
  private func beats(_ numbers: [Int], from start: Double = 1) -> BeatList {
    BeatList(
      numbers.enumerated().map { index, number in
        let time = start + Double(index) / 2
        return BeatList.Beat(time: time, announced: time, number: number)
      }, end: 1000)
  }

  private let bars = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1]

  @Test func `beats of before the bars were found are counted back from them`() {
    let counted = beats([1, 2, 1, 2, 3] + bars).counted(from: nil)
    #expect(counted.map(\.number) == [4, 1, 2, 3, 4] + bars)
    #expect(counted.map(\.time) == beats([1, 2, 1, 2, 3] + bars).beats.map(\.time))
  }

  @Test func `the first chord has beats, though the beat was not found yet`() {
    let counted = beats([2, 3, 4] + bars, from: 2).counted(from: 0.45)
    #expect(counted.map(\.number) == [3, 4, 1, 2, 3, 4] + bars)
    #expect(counted.first?.time == 0.5)
  }

  @Test func `what was heard stays where bars are never alike, or the beat was another`() {
    let uneven = [1, 2, 1, 2, 3, 1, 2, 3, 4, 1]
    #expect(beats(uneven).counted(from: 0).map(\.number) == uneven)
    let slow = [0.0, 1, 2].map { BeatList.Beat(time: $0, announced: $0, number: Int($0) + 1) }
    let changed = BeatList(slow + beats(bars, from: 3).beats, end: 1000)
    #expect(changed.counted(from: 0).map(\.number) == [1, 2, 3] + bars)
  }

  @Test func `players are called as their part where they share a port`() {
    let note = { (port: String, channel: Int) in
      Score.Note(port: port, channel: channel, key: 60, velocity: 80, start: 0, end: 1)
    }
    var patch = Patch()
    patch.wires = [
      Wire(Wire.End("band", "drums"), Wire.End("all", "ch10"), isFeedback: false),
      Wire(Wire.End("band", "bass"), Wire.End("low", "ch2"), isFeedback: false),
    ]
    let players = patch.players(of: [
      note("all", 10), note("all", 3), note("low", 2), note("all", 10),
    ])
    #expect(players.map(\.name) == ["drums", "all 3", "low"])
    #expect(players.map(\.noteCount) == [2, 1, 1])
  }
}
