import Ear
import Foundation
import Testing

struct SpectrumAnalyserTests {
  @Test(arguments: [(150.0, 1), (1000, 8), (5000, 18)])
  func `shows a sine in its band at its level`(frequency: Double, band: Int) throws {
    let sine = (0..<22_050).map { Float(0.5 * sin(2 * .pi * frequency * Double($0) / 44_100)) }
    var analyser = Solo(SpectrumAnalyser(sampleRate: 44_100), sampleRate: 44_100)
    var heard: [SpectrumEstimate] = []
    feed(sine) { analyser.process($0) { heard.append($0) } }
    let last = try #require(heard.last)
    #expect(abs(last.levels[band] + 6.02) < 0.5)
    #expect(last.levels.indices.allSatisfy { $0 == band || last.levels[$0] < -12 })
  }

  @Test func `comes twenty times a second`() {
    var sound = Sound()
    sound.silence(2)
    #expect(abs(spectra(sound).count - 40) <= 1)
  }
}

struct ChromaAnalyserTests {
  @Test func `shows the notes of a chord above the others`() throws {
    var sound = Sound()
    sound.strum([Shape.c], strokes: 2)
    let heard = chromas(sound)
    let frame = heard[heard.count / 2]
    let order = frame.bins.indices.sorted { frame.bins[$0] > frame.bins[$1] }
    #expect(Set(order.prefix(3)) == [0, 4, 7])
  }

  @Test(arguments: [-30.0, 12, 30])
  func `tells how far the player is out of tune`(cents: Double) throws {
    var sound = Sound()
    sound.strum([Shape.c, Shape.g, Shape.aMinor], detune: cents)
    let last = try #require(chromas(sound).last)
    #expect(abs(Double(last.tuning) - cents) < 6)
  }
}
