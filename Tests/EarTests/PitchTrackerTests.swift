import Ear
import Foundation
import Testing

struct PitchTrackerTests {
  @Test(arguments: [41.2034, 55.5, 82.4069, 110, 146.83, 329.628, 440.3, 659.26, 987.77, 1174.66])
  func `tells a steady pitch to the cent`(frequency: Double) {
    var sound = Sound()
    sound.tone(frequency, for: 0.5)
    let heard = pitches(sound).filter { $0.heard > 11_025 }
    #expect(heard.count > 8)
    for estimate in heard {
      #expect(abs(1200 * log2(Double(estimate.frequency) / frequency)) < 1)
      #expect(estimate.confidence > 0.9)
    }
  }

  @Test(arguments: [82.4069, 110, 146.83, 196, 246.94, 329.628, 659.26, 1174.66], [0, 1e-4, 3e-4])
  func `tells the note of a stiff string in noise to the cent`(
    frequency: Double, stiffness: Double
  ) {
    var string = Sound()
    string.stiffString(frequency, stiffness: stiffness, noise: 0.03, for: 0.8)
    let heard = pitches(string).filter { $0.heard > 11_025 }
    #expect(heard.count > 15)
    let worst = heard.map { abs(1200 * log2(Double($0.frequency) / frequency)) }.max() ?? 100
    #expect(worst < 1)
  }

  @Test(arguments: [22_050.0, 48_000, 192_000])
  func `tells the same pitch at every sample rate`(sampleRate: Double) throws {
    var sound = Sound(sampleRate: sampleRate)
    sound.tone(196, for: 0.4)
    let last = try #require(pitches(sound).last)
    #expect(abs(1200 * log2(Double(last.frequency) / 196)) < 1)
  }

  @Test func `silence and noise have no pitch`() {
    var sound = Sound()
    sound.silence(0.2)
    for stroke in 0..<20 { sound.mute(at: 0.2 + 0.02 * Double(stroke)) }
    #expect(pitches(sound).allSatisfy { $0.frequency == 0 })
  }
}
