import Music
import TestSupport
import Testing

@testable import Band

/// What a soloist plays with a player of lines.
@Suite struct LeadTests {
  private let song = loop(["C:maj", "A:min", "F:maj", "G:maj"])

  /// A figure a bar, in bars for which `isPlayed`, about the key `center`.
  private func line(
    bars: Int, about center: Int = 67, beats: [Double] = [0, 0.5, 1, 2],
    isPlayed: (Int) -> Bool = { $0 / 4 % 2 == 0 }
  ) -> [Jam.Note] {
    let steps = [0, 4, 7, 5, 2, -3, 0, 4]
    return (0..<bars).filter(isPlayed).flatMap { bar in
      beats.enumerated().map { index, beat in
        let start = Double(4 * bar) + beat
        return Jam.Note(beat: start, end: start + 0.4, key: center + steps[index % steps.count])
      }
    }
  }

  /// A jam that trades fours for some bars.
  private func trade(
    _ style: String = "rock", seed: UInt64 = 1, bars: Int = 32, about center: Int = 67,
    beats: [Double] = [0, 0.5, 1, 2]
  ) throws -> Jam {
    var jam = try Jam(style, seed: seed, song: song)
    jam.line = line(bars: bars, about: center, beats: beats)
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: Double(4 * bars))
    return jam
  }

  @Test(arguments: ["rock", "swing", "bossa"])
  func `in four bars each, it plays in its own and is silent in the player's`(style: String) throws
  {
    let sounds = try trade(style).sounds
    for turn in 0..<8 {
      let span = Double(turn * 16)..<Double(turn * 16 + 16)
      let own = sounds.filter {
        $0.end > span.lowerBound + 0.02 && $0.start < span.upperBound - 0.02
      }
      #expect(turn % 2 == 0 ? own.isEmpty : own.count >= 8, "turn \(turn): \(own.count)")
    }
  }

  @Test func `the number of bars can be chosen, also while it plays`() throws {
    var jam = try Jam(song: song)
    jam.line = line(bars: 32) { $0 / 2 % 2 == 0 }
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: 8)
    jam.soloist.bars = 2
    jam.play(until: 64)
    let turns = Set(jam.sounds.map { Int($0.start + 0.02) / 8 })
    #expect(turns == [1, 3, 5, 7])
  }

  @Test(arguments: ["rock", "swing"], 1...4)
  func `on strong beats it plays notes of the chord`(style: String, seed: Int) throws {
    let strong = try trade(style, seed: UInt64(seed)).sounds.filter { sound in
      let beat = sound.start.rounded()
      return abs(sound.start - beat) < 0.06 && Int(beat) % 2 == 0
    }
    let fitting = strong.filter { sound in
      song(Int(sound.start.rounded()))?.contains(PitchClass(Int(sound.key))) ?? false
    }
    #expect(strong.count >= 15)
    #expect(Double(fitting.count) >= 0.95 * Double(strong.count))
  }

  @Test func `between them it keeps to the player's key`() throws {
    var jam = try Jam(song: song)
    jam.soloist.key = Key(PitchClass(0), .major)
    jam.soloist.mode = .solo
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: 128)
    let scale = PitchClassSet(Key(PitchClass(0), .major).scale)
    let outside = jam.sounds.filter { !scale.contains(PitchClassSet(Int($0.key))) }
    #expect(jam.sounds.count > 80)
    #expect(outside.count < jam.sounds.count / 8)
  }

  @Test(arguments: [52, 67, 79])
  func `it answers where the player is`(center: Int) throws {
    let sounds = try trade(about: center).sounds
    let range = (center - 6)...(center + 12)
    #expect(sounds.allSatisfy { range.contains(Int($0.key)) })
  }

  @Test func `a player of few notes is answered with fewer than one of many`() throws {
    let few = try trade(beats: [0, 2]).sounds.count
    let many = try trade(beats: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]).sounds.count
    #expect(Double(many) > 1.5 * Double(few), "\(many) for \(few)")
  }

  @Test(arguments: 1...4)
  func `it takes up the player's figure`(seed: Int) throws {
    let beats = [0, 0.75, 1.5, 2.5]
    let sounds = try trade(seed: UInt64(seed), beats: beats).sounds
    for turn in [1, 3, 5] {
      let start = Double(16 * turn)
      let places = beats + beats.map { $0 + 4 }
      let taken = places.filter { place in
        sounds.contains { abs($0.start - start - place) < 0.04 }
      }
      // In the first turn the tune has not come round: first beats wait for the ear.
      #expect(taken.count >= (turn == 1 ? 5 : 6), "turn \(turn)")
    }
  }

  @Test(arguments: 1...4)
  func `in its first turn it comes in on the off-beat where it has to hear the chord`(seed: Int)
    throws
  {
    let sounds = try trade(seed: UInt64(seed)).sounds.filter { $0.start > 15.9 && $0.start < 32 }
    #expect(sounds.count >= 6)
    for sound in sounds {
      let quarter = (sound.start * 4).rounded() / 4
      #expect(abs(sound.start - quarter) < 0.06, "\(sound.start)")
    }
  }

  @Test func `its phrases are parted by rests`() throws {
    let sounds = try trade().sounds
    for turn in [1, 3, 5] {
      let own = sounds.filter { Int($0.start + 0.02) / 16 == turn }
      let rests = zip(own.dropFirst(), own).filter { $0.start - $1.end > 0.4 }
      #expect(!rests.isEmpty, "turn \(turn)")
    }
  }

  @Test func `where it fills in, it plays in the player's rests and stops when he goes on`() throws
  {
    var jam = try Jam(song: song)
    jam.line = line(bars: 32) { $0 % 4 < 2 }
    jam.soloist.mode = .fill
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: 128)
    let places = jam.sounds.map { $0.start.truncatingRemainder(dividingBy: 16) }
    #expect(places.count >= 20)
    #expect(places.allSatisfy { $0 > 7 || $0 < 0.15 })
    let overlap = jam.sounds.filter { sound in
      sound.end.truncatingRemainder(dividingBy: 16) < 7
        && sound.end.truncatingRemainder(dividingBy: 16) > 0.6
    }
    #expect(overlap.isEmpty)
  }

  @Test func `a solo has no turns, and ends with the band`() throws {
    var jam = try Jam(song: song)
    jam.soloist.mode = .solo
    jam.play(until: 8)
    jam.soloist.hear(bandPlays: true, at: 8)
    jam.play(until: 64)
    let bars = Set(jam.sounds.map { Int($0.start + 0.02) / 8 })
    #expect(bars.isSuperset(of: Set(1..<8)))
    let count = jam.sounds.count
    jam.soloist.hear(bandPlays: false, at: 64)
    jam.play(until: 80)
    #expect(jam.stage.isSilent)
    #expect(jam.sounds.count <= count + 2)
  }

  @Test func `without a band it begins with the first chord, and ends after the player`() throws {
    var jam = try Jam { beat in beat < 64 ? self.song(beat) : self.song(63) }
    jam.line = line(bars: 16)
    jam.play(until: 120)
    #expect(jam.sounds.contains { $0.start > 16 && $0.start < 32 })
    #expect(jam.sounds.allSatisfy { $0.start < 84 })
    #expect(jam.stage.isSilent)
  }

  @Test(arguments: 1...6)
  func `whatever the ear says, every note ends and none overlaps another`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let chords = (0..<12).map { _ in dice.chord() }
    var jam = try Jam(seed: UInt64(seed)) { chords[max(0, $0) / 2 % 12] }
    jam.tempo = [70, 120, 200][seed % 3]
    jam.line = line(bars: 24, isPlayed: { _ in true })
    jam.soloist.mode = [.solo, .fill, .trade][seed % 3]
    jam.soloist.hear(bandPlays: true, at: 0)
    for beat in 0..<96 where dice.chance(0.3) {
      jam.lies.append((Double(beat) + Double.random(in: 0..<1, using: &dice), dice.chord()))
    }
    jam.play(until: 50.3)
    jam.soloist.hear(downbeat: 49, beatsPerBar: 4)
    jam.play(until: 96)
    jam.soloist.hear(bandPlays: false, at: 96)
    jam.play(until: 110)
    #expect(jam.stage.faults == [])
    #expect(jam.stage.isSilent)
    for (sound, next) in zip(jam.sounds, jam.sounds.dropFirst()) {
      #expect(next.start > sound.end - 0.03)
    }
  }

  @Test func `the same seed gives the same notes, and another others`() throws {
    let first = try trade("swing").sounds
    #expect(try trade("swing").sounds == first)
    #expect(try trade("swing", seed: 2).sounds != first)
  }

  @Test func `a chart that comes before time has begun is taken at once`() throws {
    var jam = try Jam(song: song)
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.soloist.change(to: ChartFollower(Songbook.song), keepsPlace: false)
    #expect(jam.soloist.source != nil)
  }

  @Test func `a jump of the clock ends what sounds`() throws {
    var jam = try Jam(song: song)
    jam.soloist.mode = .solo
    jam.soloist.hear(bandPlays: true, at: 0)
    jam.play(until: 20)
    jam.soloist.advance(to: 2, tempo: 120) { jam.stage.perform($0, at: 20) }
    jam.stage.advance(to: 20.1)
    #expect(jam.stage.isSilent)
  }
}
