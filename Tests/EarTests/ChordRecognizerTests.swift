import Ear
import Music
import Testing

struct ChordRecognizerTests {
  private let song = [
    Shape.c, Shape.aMinor, Shape.dMinor7, Shape.g7, Shape.c, Shape.eMinor, Shape.f,
  ]
  private let truth = ["C:maj", "A:min", "D:min7", "G:7", "C:maj", "E:min", "F:maj"]

  @Test(arguments: Opinion.allCases, [0.0, 30, -30])
  func `settles on the chords that are strummed, in tune or not`(
    _ opinion: Opinion, detune: Double
  ) throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum(song, detune: detune)
    #expect(try settled(sound, opinion).map(\.chord.harte) == truth)
  }

  @Test(arguments: Opinion.allCases)
  func `dates a settled chord back to where it began`(_ opinion: Opinion) throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum(song)
    for (index, estimate) in try settled(sound, opinion).enumerated() {
      let start = 0.5 + 2 * Double(index)
      #expect(abs(Double(estimate.frame) / 44_100 - start) < 0.12, "chord \(index)")
      #expect(Double(estimate.heard) / 44_100 < start + 0.7, "chord \(index)")
    }
  }

  @Test(arguments: Opinion.allCases)
  func `has a first opinion within a fifth of a second of the strum`(_ opinion: Opinion) throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum([Shape.c, Shape.f, Shape.g, Shape.aMinor])
    let fast = try chords(sound, opinion).filter { !$0.isSettled }
    for (index, name) in ["C:maj", "F:maj", "G:maj", "A:min"].enumerated() {
      let start = 0.5 + 2 * Double(index)
      let window = Int64(start * 44_100)...Int64((start + 0.2) * 44_100)
      #expect(fast.contains { $0.chord.harte == name && window.contains($0.heard) }, "\(name)")
    }
  }

  @Test(arguments: Opinion.allCases, [22_050.0, 48_000, 192_000])
  func `hears the same chords at every sample rate`(
    _ opinion: Opinion, sampleRate: Double
  ) throws {
    var sound = Sound(sampleRate: sampleRate)
    sound.silence(0.3)
    sound.strum([Shape.c, Shape.aMinor, Shape.g7], strokes: 2)
    #expect(try settled(sound, opinion).map(\.chord.harte) == ["C:maj", "A:min", "G:7"])
  }

  @Test(arguments: Opinion.allCases)
  func `hears no chord in silence`(_ opinion: Opinion) throws {
    var sound = Sound()
    sound.silence(3)
    #expect(try chords(sound, opinion).isEmpty)
  }

  @Test(arguments: Opinion.allCases)
  func `ends a chord when the player stops`(_ opinion: Opinion) throws {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    sound.silence(3)
    let last = try chords(sound, opinion).last { $0.isSettled }
    #expect(last?.chord == nil)
    #expect(abs(Double(last?.frame ?? 0) / 44_100 - 1) < 0.5)
  }

  @Test func `hears no chord in a voice alone`() throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.sing(Self.tune, at: sound.seconds, each: 0.8)
    let told = try chords(sound, .network)
    let lasting = told.last { $0.isSettled }
    #expect(lasting?.chord == nil)
    #expect(told.filter { $0.chord != nil && $0.heard > 4 * 44_100 }.isEmpty)
  }

  @Test func `hears no chord in a wind alone`() throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.blow(Self.tune, at: sound.seconds, each: 0.5)
    let told = try chords(sound, .network)
    #expect(told.last { $0.isSettled }?.chord == nil)
    #expect(told.filter { $0.chord != nil && $0.heard > 3 * 44_100 }.isEmpty)
  }

  @Test func `a chord goes on while a voice sings alone, until the next one`() throws {
    var sound = Sound()
    sound.strum([Shape.c])
    sound.sing(Self.tune, at: sound.seconds, each: 0.8)
    let end = Int64(sound.seconds * 44_100)
    sound.strum([Shape.f], strokes: 6)
    let heard = try chords(sound, .network).filter(\.isSettled)
    let atEnd = heard.last { $0.frame < end - 22_050 && $0.heard < end }
    #expect(atEnd?.chord.harte == "C:maj")
    #expect(heard.last?.chord.harte == "F:maj")
  }

  /// A tune around D minor, which is no chord of the players'.
  private static let tune: [Double] = [62, 65, 69, 67, 65, 64, 62, 57, 60, 62, 65, 62]

  @Test(arguments: Opinion.allCases, [Float(0.02), 0.001])
  func `hears a quiet player as well`(_ opinion: Opinion, gain: Float) throws {
    var sound = Sound()
    sound.silence(0.3)
    sound.strum([Shape.c, Shape.aMinor], strokes: 2)
    var recognizer = try opinion.recognizer(sampleRate: 44_100)
    var heard: [String] = []
    feed(sound.samples.map { $0 * gain }) {
      recognizer.process($0) { if $0.isSettled { heard.append($0.chord.harte) } }
    }
    #expect(heard == ["C:maj", "A:min"])
  }

  @Test(arguments: Opinion.allCases)
  func `holds a chord through a short rest`(_ opinion: Opinion) throws {
    var sound = Sound()
    for stroke in 0..<4 { sound.pluck(Shape.c, at: 0.3 + 0.7 * Double(stroke), for: 0.35) }
    #expect(try settled(sound, opinion).first?.chord.harte == "C:maj")
    #expect(try settled(sound, opinion).filter { $0.chord == nil && $0.frame < 2 * 44_100 }.isEmpty)
  }

  @Test(arguments: Opinion.allCases)
  func `hears no chord in muted strokes`(_ opinion: Opinion) throws {
    var sound = Sound()
    for stroke in 0..<8 { sound.mute(at: 0.2 + 0.5 * Double(stroke)) }
    #expect(try settled(sound, opinion).allSatisfy { $0.chord == nil })
  }

  @Test(arguments: Opinion.allCases)
  func `holds a chord through a single line`(_ opinion: Opinion) throws {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    for note in [67.0, 64, 62, 60] { sound.pluck([note], at: sound.seconds, for: 0.25) }
    #expect(try settled(sound, opinion).compactMap(\.chord).map(\.symbol) == ["C"])
  }

  @Test func `holds a chord through a scale`() throws {
    var sound = Sound()
    sound.silence(0.3)
    sound.strum([Shape.c], strokes: 2)
    for note in [67.0, 69, 71, 72, 74, 76, 77, 79, 77, 76, 74, 72] {
      sound.pluck([note], at: sound.seconds, for: 0.3)
    }
    let told = try chords(sound, .network).filter { $0.heard > Int64(1.5 * 44_100) }
    #expect(told.map(\.chord.harte).isEmpty)
  }

  @Test(arguments: Opinion.allCases, [Float.nan, .infinity, .greatestFiniteMagnitude, -1e17])
  func `survives what nobody can have played`(_ opinion: Opinion, _ sample: Float) throws {
    var sound = Sound()
    sound.strum([Shape.c])
    var samples = sound.samples
    samples[20_000] = sample
    samples[30_000] = -sample
    var recognizer = try opinion.recognizer(sampleRate: 44_100)
    var heard: [String] = []
    feed(samples) { recognizer.process($0) { if $0.isSettled { heard.append($0.chord.harte) } } }
    #expect(heard == ["C:maj"])
  }

  @Test func `names the bass of an inversion`() throws {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum([Shape.c, Shape.gOverB, Shape.aMinor])
    #expect(try settled(sound, .network).map(\.chord.harte) == ["C:maj", "G:maj/3", "A:min"])
  }

  @Test(arguments: [
    (song: [Shape.aFlat, Shape.dFlat, Shape.eFlat], transposed: -2.0, named: "Eb:min"),
    (song: [Shape.aFlat, Shape.dFlat, Shape.eFlat], transposed: 2, named: "G:min"),
    (song: [Shape.c, Shape.g, Shape.aMinor], transposed: 0, named: "F:maj"),
  ])
  func `a third that is not played is the song's, after a rest as well`(
    song: [[Double]], transposed: Double, named: String
  ) throws {
    var sound = Sound()
    for shape in song + song + [Shape.openF] {
      if shape == Shape.openF { sound.silence(3) }
      sound.strum([shape.map { $0 + transposed }])
    }
    #expect(try settled(sound, .network).last?.chord.harte == named)
  }

  @Test func `is surer of a plain chord than of a muddled one`() throws {
    var plain = Sound()
    plain.strum([Shape.c])
    var muddled = Sound()
    muddled.strum([[48, 49, 52, 55, 56, 62]])
    let sure = try settled(plain, .network).last?.confidence ?? 0
    let unsure = try settled(muddled, .network).last?.confidence ?? 0
    #expect(sure > 0.7)
    #expect(unsure < sure)
  }

  private func chords(_ sound: Sound, _ opinion: Opinion) throws -> [ChordEstimate] {
    var recognizer = try opinion.recognizer(sampleRate: sound.sampleRate)
    var result: [ChordEstimate] = []
    feed(sound.samples) { recognizer.process($0) { result.append($0) } }
    return result
  }

  private func settled(_ sound: Sound, _ opinion: Opinion) throws -> [ChordEstimate] {
    try chords(sound, opinion).filter(\.isSettled)
  }
}
