import Testing

@testable import Daemon

@Suite struct OfflineTempoMapTests {
  private func map(
    _ anchors: [(frame: Double, beat: Int, place: Int)], tempo: Double = 120
  ) -> TempoMap {
    TempoMap(
      anchors.map { TempoMap.Anchor(frame: $0.frame, beat: $0.beat, place: $0.place) },
      tempo: tempo, beatsPerBar: 4, beatUnit: 4, ticksPerQuarter: 960, sampleRate: 48_000)
  }

  /// When a sequencer plays `tick`, in seconds.
  private func time(_ tick: Int, _ map: TempoMap) -> Double {
    var seconds = 0.0
    for (index, tempo) in map.tempos.enumerated() where tempo.tick < tick {
      let end = index + 1 < map.tempos.count ? min(tick, map.tempos[index + 1].tick) : tick
      seconds += Double(end - tempo.tick) / 960 * Double(tempo.microseconds) / 1e6
    }
    return seconds
  }

  @Test func `without musical time the patch's tempo holds`() {
    let map = map([])
    #expect(map.tempos == [TempoMap.Tempo(tick: 0, microseconds: 500_000)])
    #expect(map.tick(at: 48_000) == 1920)
  }

  @Test func `a steady clock from the start is one tempo`() {
    let map = map((0..<8).map { (Double($0) * 24_000, $0, $0 % 4) })
    #expect(map.tempos == [TempoMap.Tempo(tick: 0, microseconds: 500_000)])
    #expect(map.tick(at: 36_000) == 1440)
  }

  @Test func `beats fall on quarters while the tempo drifts`() {
    var frame = 0.0
    let anchors = (0..<200).map { beat in
      defer { frame += 24_000 + Double(beat * beat % 97) * 20 }
      return (frame: frame, beat: beat, place: beat % 4)
    }
    let map = map(anchors)
    for anchor in anchors {
      #expect(map.tick(at: anchor.frame) == anchor.beat * 960)
      #expect(abs(time(anchor.beat * 960, map) - anchor.frame / 48_000) < 0.000_01)
    }
  }

  @Test func `what came before the first beat keeps the bar lines on the downbeats`() {
    let map = map([(60_000, 9, 1), (84_000, 10, 2), (108_000, 11, 3), (132_000, 12, 0)])
    #expect(map.tick(at: 60_000) % (4 * 960) == 960)
    #expect(map.tick(at: 132_000) % (4 * 960) == 0)
    #expect(abs(time(map.tick(at: 60_000), map) - 1.25) < 0.0005)
  }

  @Test func `a jump of musical time leaves bar lines and times where they were`() {
    let map = map([(0, 0, 0), (24_000, 1, 1), (55_000, 8, 0), (79_000, 9, 1)])
    #expect(map.tick(at: 55_000) % (4 * 960) == 0)
    for frame in stride(from: 0.0, to: 90_000, by: 1000) {
      #expect(abs(time(map.tick(at: frame), map) - frame / 48_000) < 0.0006)
    }
  }
}
