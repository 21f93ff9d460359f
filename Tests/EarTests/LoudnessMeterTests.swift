import Ear
import Foundation
import Testing

/// The signals of EBU Tech 3341 (2016), table 1, stereo, and its tolerance of 0.1 LU.
struct LoudnessMeterTests {
  /// A 1 kHz sine at a peak level in dBFS, in both channels, for so many seconds.
  private typealias Part = (level: Double, seconds: Double)

  private func measure(
    _ parts: [Part], sampleRate: Double = 48_000, frequency: Double = 1000
  ) -> [LoudnessEstimate] {
    var samples: [Float] = []
    for part in parts {
      let amplitude = pow(10, part.level / 20)
      let start = samples.count
      samples += (0..<Int(part.seconds * sampleRate)).map {
        Float(amplitude * sin(2 * .pi * frequency * Double(start + $0) / sampleRate))
      }
    }
    return measure(samples, sampleRate)
  }

  private func measure(_ samples: [Float], _ sampleRate: Double) -> [LoudnessEstimate] {
    var meter = LoudnessMeter(sampleRate: sampleRate, channelCount: 2)
    var heard: [LoudnessEstimate] = []
    feed(samples) { chunk in meter.process([chunk, chunk]) { heard.append($0) } }
    return heard
  }

  @Test(arguments: [-23.0, -33], [44_100.0, 48_000, 96_000])
  func `cases 1 and 2: a steady tone measures its level on every scale`(
    level: Double, sampleRate: Double
  ) throws {
    let last = try #require(measure([(level, 5)], sampleRate: sampleRate).last)
    for loudness in [last.momentary, last.shortTerm, last.integrated] {
      #expect(abs(Double(loudness) - level) < 0.1)
    }
  }

  @Test(arguments: [
    [(-36.0, 10.0), (-23, 60), (-36, 10)],
    [(-72.0, 10.0), (-36, 10), (-23, 60), (-36, 10), (-72, 10)],
    [(-26.0, 20.0), (-20, 20.1), (-26, 20)],
  ])
  func `cases 3 to 5: the gates leave soft passages out of the whole`(
    parts: [(Double, Double)]
  ) throws {
    // At a low rate, for these are long.
    let last = try #require(measure(parts.map { ($0.0, $0.1) }, sampleRate: 16_000).last)
    #expect(abs(Double(last.integrated) + 23) < 0.1)
  }

  @Test func `case 9: short-term loudness stays put while the tone goes on and off in its window`()
  {
    let parts = (0..<5).flatMap { _ -> [Part] in [(-20, 1.34), (-30, 1.66)] }
    let steady = measure(parts).dropFirst(30)
    #expect(steady.allSatisfy { abs($0.shortTerm + 23) < 0.1 })
  }

  @Test func `case 12: momentary loudness stays put while the tone goes on and off in its window`()
  {
    let parts = (0..<25).flatMap { _ -> [Part] in [(-20, 0.18), (-30, 0.22)] }
    let steady = measure(parts).dropFirst(10)
    #expect(steady.allSatisfy { abs($0.momentary + 23) < 0.1 })
  }

  @Test(arguments: Array(stride(from: 0.0, to: 0.1, by: 0.005)))
  func `cases 10 and 13: a burst as long as a window reaches its level, wherever it begins`(
    offset: Double
  ) throws {
    let short = try #require(
      measure([(-200, offset), (-23, 0.4), (-200, 1)], sampleRate: 16_000).last)
    #expect(abs(short.momentaryMaximum + 23) < 0.1)
    let long = try #require(
      measure([(-200, offset), (-23, 3), (-200, 1)], sampleRate: 16_000).last)
    #expect(abs(long.shortTermMaximum + 23) < 0.1)
  }

  @Test func `low tones count less and high ones more, as the standard's filter has it`() throws {
    // 48 kHz, BS.1770-4 tables 1 and 2: gain at 100 Hz and at 10 kHz relative to 1 kHz.
    let low = try #require(measure([(-23, 4)], frequency: 100).last)
    let high = try #require(measure([(-23, 4)], frequency: 10_000).last)
    #expect(abs(Double(low.integrated) - -23 - standardGain(100)) < 0.05)
    #expect(abs(Double(high.integrated) - -23 - standardGain(10_000)) < 0.05)
  }

  @Test func `the whole measures what pyloudnorm says`() throws {
    for row in try Fixture.rows("loudness.csv") {
      let last = try louder(rate: Int(row[0]), channelCount: Int(row[1]))
      #expect(abs(Double(last.integrated) - row[2]) < 0.1)
    }
  }

  @Test func `the whole and the most of three seconds measure what essentia says`() throws {
    for row in try Fixture.rows("essentia-loudness.csv") {
      let last = try louder(rate: Int(row[0]), channelCount: 2)
      #expect(abs(Double(last.integrated) - row[1]) < 0.1)
      #expect(abs(Double(last.shortTermMaximum) - row[2]) < 0.1)
    }
  }

  /// What is told last of the signal of the fixtures, four times over, louder each time.
  private func louder(rate: Int, channelCount: Int) throws -> LoudnessEstimate {
    let quarter = Fixture.signal(rate: rate)
    let samples = [0.01, 0.1, 0.5, 1].flatMap { gain in quarter.map { Float($0 * gain) } }
    var meter = LoudnessMeter(sampleRate: Double(rate), channelCount: channelCount)
    var last: LoudnessEstimate?
    feed(samples) { chunk in
      meter.process(Array(repeating: chunk, count: channelCount)) { last = $0 }
    }
    return try #require(last)
  }

  @Test func `one channel of a pair measures three less than both`() throws {
    let sine = (0..<96_000).map { Float(0.1 * sin(2 * .pi * 1000 * Double($0) / 48_000)) }
    let both = try #require(measure(sine, 48_000).last)
    var meter = Solo(LoudnessMeter(sampleRate: 48_000), sampleRate: 48_000)
    var heard: [LoudnessEstimate] = []
    feed(sine) { meter.process($0) { heard.append($0) } }
    let one = try #require(heard.last)
    #expect(abs(both.integrated - one.integrated - 3.01) < 0.01)
  }

  @Test func `silence measures the least there is`() {
    var meter = Solo(LoudnessMeter(sampleRate: 48_000), sampleRate: 48_000)
    var heard: [LoudnessEstimate] = []
    feed([Float](repeating: 0, count: 48_000)) { meter.process($0) { heard.append($0) } }
    #expect(heard.count == 10)
    #expect(heard.allSatisfy { $0.momentary == -120 && $0.integrated == -120 })
  }

  /// The K-weighting's gain at `frequency` over that at 1 kHz, in dB, from the published tables.
  private func standardGain(_ frequency: Double) -> Double {
    func gain(_ frequency: Double) -> Double {
      let w = 2 * Double.pi * frequency / 48_000
      func power(_ c: [Double]) -> Double {
        let real = c[0] + c[1] * cos(w) + c[2] * cos(2 * w)
        let imaginary = c[1] * sin(w) + c[2] * sin(2 * w)
        return real * real + imaginary * imaginary
      }
      let shelf =
        power([1.53512485958697, -2.69169618940638, 1.19839281085285])
        / power([1, -1.69065929318241, 0.73248077421585])
      let highpass = power([1, -2, 1]) / power([1, -1.99004745483398, 0.99007225036621])
      return 10 * log10(shelf * highpass)
    }
    return gain(frequency) - gain(1000)
  }
}
