import Ear
import Testing

/// What an analyser says depends on the samples alone, never on how they are cut up.
struct ChunkTests {
  private static let sizes = [[1], [64, 7, 1000, 333], [100_000]]
  private let sound = Sound.countedIn(tempo: 200, sampleRate: 22_050, bars: 3)

  @Test(arguments: sizes)
  func `onsets do not depend on the chunks`(sizes: [Int]) {
    #expect(onsets(sound).count > 10)
    #expect(onsets(sound, chunks: sizes) == onsets(sound))
  }

  @Test(arguments: sizes)
  func `beats do not depend on the chunks`(sizes: [Int]) {
    #expect(beats(sound).count > 8)
    #expect(beats(sound, chunks: sizes) == beats(sound))
  }

  @Test(arguments: sizes)
  func `chords do not depend on the chunks`(sizes: [Int]) {
    #expect(chords(sound).count > 5)
    #expect(chords(sound, chunks: sizes) == chords(sound))
  }

  @Test(arguments: sizes)
  func `keys do not depend on the chunks`(sizes: [Int]) {
    #expect(!keys(sound).isEmpty)
    #expect(keys(sound, chunks: sizes) == keys(sound))
  }

  @Test(arguments: sizes)
  func `pitches do not depend on the chunks`(sizes: [Int]) {
    #expect(pitches(sound).count > 100)
    #expect(pitches(sound, chunks: sizes) == pitches(sound))
  }

  @Test(arguments: sizes)
  func `chroma does not depend on the chunks`(sizes: [Int]) {
    let reference = chromas(sound)
    #expect(reference.count > 50)
    #expect(chromas(sound, chunks: sizes).elementsEqual(reference, by: isSame))
  }

  @Test(arguments: sizes)
  func `spectra do not depend on the chunks`(sizes: [Int]) {
    let reference = spectra(sound)
    #expect(reference.count > 50)
    #expect(spectra(sound, chunks: sizes).elementsEqual(reference, by: isSame))
  }

  @Test func `a reset analyser starts anew`() {
    var recognizer = ChordRecognizer(sampleRate: sound.sampleRate)
    var first: [ChordEstimate] = []
    var second: [ChordEstimate] = []
    feed(sound.samples) { recognizer.process($0) { first.append($0) } }
    recognizer.reset()
    feed(sound.samples) { recognizer.process($0) { second.append($0) } }
    #expect(first == second)
  }

  @Test func `a reset beat tracker starts anew`() {
    var tracker = BeatTracker(sampleRate: sound.sampleRate)
    var first: [BeatEstimate] = []
    var second: [BeatEstimate] = []
    feed(sound.samples) { tracker.process($0) { first.append($0) } }
    tracker.reset()
    feed(sound.samples) { tracker.process($0) { second.append($0) } }
    #expect(first == second)
  }

  private func isSame(_ a: ChromaEstimate, _ b: ChromaEstimate) -> Bool {
    a.frame == b.frame && a.heard == b.heard && a.tuning == b.tuning
      && a.bins.indices.allSatisfy { a.bins[$0] == b.bins[$0] }
  }

  private func isSame(_ a: SpectrumEstimate, _ b: SpectrumEstimate) -> Bool {
    a.frame == b.frame && a.heard == b.heard
      && a.levels.indices.allSatisfy { a.levels[$0] == b.levels[$0] }
  }
}
