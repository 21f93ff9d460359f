import Ear
import Music
import Testing

/// What was played before, and what else sounds, has its say in which chord it is.
struct ChordContextTests {
  private static let sevenths: [[Double]] = [
    [45, 52, 55, 61, 64], [50, 57, 60, 66], [40, 47, 50, 56, 59, 64],
  ]
  private static let triads: [[Double]] = [
    [45, 52, 57, 61, 64], [50, 57, 62, 66], [40, 47, 52, 56, 59, 64],
  ]

  private func told(_ sound: Sound) throws -> [ChordEstimate] {
    var recognizer = try Opinion.network.recognizer(sampleRate: sound.sampleRate)
    var told: [ChordEstimate] = []
    feed(sound.samples) { recognizer.process($0) { told.append($0) } }
    return told
  }

  /// How C major with a seventh so loud is called after a song, from whose last chord it is far.
  private func name(after song: [[Double]], seventh level: Float) throws -> String? {
    var sound = Sound()
    for _ in 0..<2 { sound.strum(song) }
    sound.silence(2)
    for _ in 0..<4 {
      let start = sound.seconds
      sound.pluck(Shape.c, at: start, for: 0.5)
      sound.pluck([58], at: start, for: 0.5, level: level)
    }
    return try told(sound).last { $0.isSettled }?.chord.harte
  }

  /// From hardly to be heard to a third of the others.
  @Test func `a seventh is believed sooner in a song of sevenths than in one of triads`() throws {
    let levels = (3...9).map { Float($0) / 100 }
    let names = try [Self.triads, Self.sevenths].map { song in
      try levels.map { try name(after: song, seventh: $0) }
    }
    #expect(names.allSatisfy { $0.allSatisfy { $0 == "C:maj" || $0 == "C:7" } })
    let counts = names.map { $0.count { $0 == "C:7" } }
    #expect(counts[0] > 0 && counts[0] < counts[1], "\(names)")
  }

  private static let tune: [Double] = [62, 65, 69, 67, 65, 64, 62, 57, 60, 62]

  /// A soft chord with a seventh and a ninth, of which the network is not as sure as it has to be beside a voice.
  @Test(arguments: [true, false])
  func `a chord after a voice, or a wind, alone is told as soon as it is there`(
    isVoice: Bool
  ) throws {
    var sound = Sound()
    if isVoice { sound.sing(Self.tune, at: 0.5, each: 0.6) }
    if !isVoice { sound.blow(Self.tune, at: 0.5, each: 0.5) }
    let start = sound.seconds
    for _ in 0..<4 {
      sound.pluck([48, 52, 59, 62], at: sound.seconds, for: 0.5, level: 0.08)
    }
    let told = try told(sound)
    let first = told.first { $0.chord.harte == "C:maj7" }
    #expect(first?.isSettled == false)
    #expect(Double(first?.heard ?? .max) / sound.sampleRate < start + 0.34)
    let early = Int64((start - 2) * sound.sampleRate)..<Int64(start * sound.sampleRate)
    #expect(!told.contains { $0.chord != nil && early.contains($0.heard) })
  }
}
