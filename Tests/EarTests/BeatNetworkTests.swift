import Foundation
import Music
import TestSupport
import Testing
import Weights

@testable import Ear

struct BeatNetworkTests {
  private static func model() throws -> BeatModel {
    try BeatModel(NetworkFile.bytes("small.beats"))
  }

  @Test func `says what PyTorch says`() throws {
    var network = BeatNetwork(try Self.model())
    let seen = try NetworkFile.floats("beats-seen.f32")
    let said = try NetworkFile.floats("beats-said.f32")
    #expect(seen.count / BeatSight.count == said.count / BeatNetwork.headCount)
    for look in 0..<seen.count / BeatSight.count {
      let start = look * BeatSight.count
      let odds = network.look(Array(seen[start..<start + BeatSight.count]))
      #expect([odds.beat, odds.downbeat] == network.logits)
      for head in 0..<BeatNetwork.headCount {
        #expect(abs(network.logits[head] - said[look * BeatNetwork.headCount + head]) < 1e-4)
      }
    }
  }

  @Test func `begins anew where it is told to forget`() throws {
    var network = BeatNetwork(try Self.model())
    let values = [Float](repeating: 0.7, count: BeatSight.count)
    let first = network.look(values).beat
    #expect(network.look(values).beat != first)
    network.reset()
    #expect(network.look(values).beat == first)
  }

  @Test(arguments: [0, 4, 8, 20, 100, 1500])
  func `refuses a model in which a byte is wrong`(place: Int) throws {
    var bytes = try NetworkFile.bytes("small.beats")
    bytes[place] ^= 0x10
    #expect(throws: WeightError.self) { try BeatModel(bytes) }
  }

  @Test(arguments: [0, 3, 32, 1000])
  func `refuses a model that is cut short`(count: Int) throws {
    let bytes = Array(try NetworkFile.bytes("small.beats").prefix(count))
    #expect(throws: WeightError.self) { try BeatModel(bytes) }
  }

  private func change(at seconds: Double, isSettled: Bool) -> ChordEstimate {
    ChordEstimate(
      frame: Int64(seconds * 44_100), heard: 44_100, chord: Chord(PitchClass(0), .major),
      confidence: 1, isSettled: isSettled)
  }

  @Test func `a look shows four frames and the chords that became known in it`() {
    var sight = BeatSight()
    var activation = BeatActivation()
    let loud = FluxSpectrum.Flux(low: 1, middle: 4, high: 2, level: 0.1)
    var looks: [[Float]] = []
    for frame in 0..<12 {
      let flux = frame == 5 ? loud : FluxSpectrum.Flux()
      _ = activation.step(flux)
      if frame == 6 { sight.see(change(at: 0.5, isSettled: true), at: 44_100, rate: 44_100) }
      if frame == 7 { sight.see(change(at: -8, isSettled: false), at: 44_100, rate: 44_100) }
      if sight.see(flux, against: activation) { looks.append(sight.values) }
    }
    #expect(looks.count == 3)
    let sum: Float = 3 + 4 + 1.4
    let strokes: [Float] = [0, 0, 0, (3 / sum).squareRoot(), (4 / sum).squareRoot()]
    for (value, wanted) in zip(looks[1], strokes) { #expect(abs(value - wanted) < 1e-5) }
    #expect(Array(looks[1].suffix(4)) == [1, 0.5, 1, 2])
    #expect(looks[2].allSatisfy { $0 == 0 })
  }

  @Test func `bars begin where the network hears downbeats`() {
    var tracker = BeatTracker(sampleRate: 44_100)
    let reading = BeatFilter.Reading(interval: 43, phase: 0, confidence: 1)
    var numbers: [Int] = []
    for beat in 0..<16 {
      let frame = Int64(beat) * 43 * 512
      numbers.append(tracker.bars.count(frame: frame))
      // The middle of the look lies on the beat.
      tracker.now = frame + 768
      tracker.learn(BeatNetwork.Odds(beat: 2, downbeat: beat % 4 == 2 ? 3 : -3), reading)
    }
    #expect(numbers[0] == 1)
    #expect(numbers.suffix(8) == [3, 4, 1, 2, 3, 4, 1, 2])
  }

  @Test func `the one that is shipped hears strumming, however it is cut up`() throws {
    let model = try BeatModel(Checkout.bytes("models/beat.beats"))
    var sound = Sound()
    sound.silence(0.2)
    sound.strum([Shape.c, Shape.f, Shape.g, Shape.c], interval: 0.5)
    let heard = [[512], [64, 7, 1000, 333]].map { chunks in
      var tracker = Solo(BeatTracker(sampleRate: 44_100, model: model), sampleRate: 44_100)
      var result: [BeatEstimate] = []
      feed(sound.samples, chunks: chunks) { tracker.process($0) { result.append($0) } }
      return result
    }
    #expect(heard[0] == heard[1])
    let late = heard[0].filter { $0.frame > 4 * 44_100 }
    #expect(late.count >= 7)
    for beat in late {
      let place = (Double(beat.frame) / 44_100 - 0.2) / 0.5
      #expect(abs(place - place.rounded()) < 0.12)
    }
    #expect(heard[0] != beats(sound))
  }
}
