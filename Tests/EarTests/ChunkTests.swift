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
  func `onsets as they begin do not depend on the chunks`(sizes: [Int]) {
    #expect(onsets(sound, settled: false).count > 10)
    #expect(onsets(sound, chunks: sizes, settled: false) == onsets(sound, settled: false))
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

  @Test func `what is heard with others is what is heard alone`() {
    let front = FrontEnd(sampleRate: sound.sampleRate)
    front.bring([.onsets, .notes, .chords])
    var (onset, finder) = (OnsetListener(), KeyFinder())
    var tracker = BeatTracker(sampleRate: sound.sampleRate)
    var heardOnsets: [Onset] = []
    var heardKeys: [KeyEstimate] = []
    var heardBeats: [BeatEstimate] = []
    feed(sound.samples) { samples in
      var rest = samples
      while !rest.isEmpty {
        front.advance(through: &rest)
        onset.hear(front) { if $0.isSettled { heardOnsets.append($0) } }
        finder.hear(front) { heardKeys.append($0) }
        tracker.hear(front) { heardBeats.append($0) }
      }
    }
    #expect(heardOnsets == onsets(sound))
    #expect(heardKeys == keys(sound))
    #expect(heardBeats == beats(sound))
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
