import Ear
import Music
import Testing

struct ChordRecognizerTests {
  private let song = [
    Shape.c, Shape.aMinor, Shape.dMinor7, Shape.g7, Shape.c, Shape.eMinor, Shape.f,
  ]
  private let truth = ["C:maj", "A:min", "D:min7", "G:7", "C:maj", "E:min", "F:maj"]

  @Test(arguments: [0.0, 30, -30])
  func `settles on the chords that are strummed, in tune or not`(detune: Double) {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum(song, detune: detune)
    #expect(settled(sound).map(\.chord.harte) == truth)
  }

  @Test func `dates a settled chord back to where it began`() {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum(song)
    for (index, estimate) in settled(sound).enumerated() {
      let start = 0.5 + 2 * Double(index)
      #expect(abs(Double(estimate.frame) / 44_100 - start) < 0.12, "chord \(index)")
      #expect(Double(estimate.heard) / 44_100 < start + 0.7, "chord \(index)")
    }
  }

  @Test func `has a first opinion within a fifth of a second of the strum`() {
    var sound = Sound()
    sound.silence(0.5)
    sound.strum([Shape.c, Shape.f, Shape.g, Shape.aMinor])
    let fast = chords(sound).filter { !$0.isSettled }
    for (index, name) in ["C:maj", "F:maj", "G:maj", "A:min"].enumerated() {
      let start = 0.5 + 2 * Double(index)
      let window = Int64(start * 44_100)...Int64((start + 0.2) * 44_100)
      #expect(fast.contains { $0.chord.harte == name && window.contains($0.heard) }, "\(name)")
    }
  }

  @Test(arguments: [22_050.0, 48_000, 192_000])
  func `hears the same chords at every sample rate`(sampleRate: Double) {
    var sound = Sound(sampleRate: sampleRate)
    sound.silence(0.3)
    sound.strum([Shape.c, Shape.aMinor, Shape.g7], strokes: 2)
    #expect(settled(sound).map(\.chord.harte) == ["C:maj", "A:min", "G:7"])
  }

  @Test func `hears no chord in silence`() {
    var sound = Sound()
    sound.silence(3)
    #expect(chords(sound).isEmpty)
  }

  @Test func `ends a chord when the player stops`() {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    sound.silence(3)
    let last = chords(sound).last { $0.isSettled }
    #expect(last?.chord == nil)
    #expect(abs(Double(last?.frame ?? 0) / 44_100 - 1) < 0.5)
  }

  @Test func `hears a quiet player as well`() {
    var sound = Sound()
    sound.silence(0.3)
    sound.strum([Shape.c, Shape.aMinor], strokes: 2)
    var recognizer = ChordRecognizer(sampleRate: 44_100)
    var heard: [String] = []
    feed(sound.samples.map { $0 * 0.02 }) {
      recognizer.process($0) { if $0.isSettled { heard.append($0.chord.harte) } }
    }
    #expect(heard == ["C:maj", "A:min"])
  }

  @Test func `holds a chord through a short rest`() {
    var sound = Sound()
    for stroke in 0..<4 { sound.pluck(Shape.c, at: 0.3 + 0.7 * Double(stroke), for: 0.35) }
    #expect(settled(sound).first?.chord.harte == "C:maj")
    #expect(settled(sound).filter { $0.chord == nil && $0.frame < 2 * 44_100 }.isEmpty)
  }

  @Test func `hears no chord in muted strokes`() {
    var sound = Sound()
    for stroke in 0..<8 { sound.mute(at: 0.2 + 0.5 * Double(stroke)) }
    #expect(settled(sound).allSatisfy { $0.chord == nil })
  }

  @Test func `holds a chord through a single line`() {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    for note in [67.0, 64, 62, 60] { sound.pluck([note], at: sound.seconds, for: 0.25) }
    #expect(settled(sound).compactMap(\.chord).map(\.symbol) == ["C"])
  }

  @Test func `survives what is not a number`() {
    var sound = Sound()
    sound.strum([Shape.c])
    var samples = sound.samples
    samples[20_000] = .nan
    samples[30_000] = .infinity
    var recognizer = ChordRecognizer(sampleRate: 44_100)
    var heard: [String] = []
    feed(samples) { recognizer.process($0) { if $0.isSettled { heard.append($0.chord.harte) } } }
    #expect(heard == ["C:maj"])
  }

  private func settled(_ sound: Sound) -> [ChordEstimate] {
    chords(sound).filter(\.isSettled)
  }
}
