import Ear
import Foundation
import Testing

struct DescriptorAnalyserTests {
  private func describe(_ samples: [Float], rate: Double, chunks: [Int] = [512]) -> [Descriptors] {
    var analyser = Solo(DescriptorAnalyser(sampleRate: rate), sampleRate: rate)
    var heard: [Descriptors] = []
    feed(samples, chunks: chunks) { analyser.process($0) { heard.append($0) } }
    return heard
  }

  private func values(_ frame: Descriptors) -> [Float] {
    [
      frame.centroid, frame.bandwidth, frame.rolloff, frame.flatness, frame.flux,
      frame.zeroCrossings,
    ] + frame.cepstrum.indices.map { frame.cepstrum[$0] }
  }

  /// The columns that differ by more than `slack` and a `share` of the value.
  private func wrong(
    _ ours: [Float], _ theirs: [Double], _ slack: [Double], _ share: [Double]
  ) -> [Int] {
    ours.indices.filter {
      abs(Double(ours[$0]) - theirs[$0]) > slack[$0] + share[$0] * abs(theirs[$0])
    }
  }

  @Test(arguments: [22_050, 24_000])
  func `every number is librosa's`(rate: Int) throws {
    let truth = try Fixture.rows("descriptors-\(rate).csv")
    let heard = describe(Fixture.signal(rate: rate).map { Float($0) }, rate: Double(rate))
    try #require(heard.count == truth.count)
    // In the units of each, and as a share of the value; librosa's figures are of double precision.
    let slack = [0.2, 0.2, 0.01, 1e-6, 2e-3, 1e-6] + [Double](repeating: 0.02, count: 13)
    let share = [5e-4, 5e-4] + [Double](repeating: 1e-4, count: 17)
    for (index, (frame, row)) in zip(heard, truth).enumerated() {
      #expect(wrong(values(frame), row, slack, share) == [], "frame \(index)")
    }
  }

  @Test(arguments: [22_050, 24_000])
  func `what essentia has, too, is essentia's`(rate: Int) throws {
    let truth = try Fixture.rows("essentia-descriptors-\(rate).csv")
    let heard = describe(Fixture.signal(rate: rate).map { Float($0) }, rate: Double(rate))
    try #require(!truth.isEmpty && truth.count <= heard.count)
    // Essentia counts in single precision, and one crossing more where a frame begins.
    let slack = [0.2, 0.01, 1e-6, 1.01 / 2048]
    let share = [5e-4, 1e-4, 1e-3, 0]
    for (index, (frame, row)) in zip(heard, truth).enumerated() {
      let ours = [frame.centroid, frame.rolloff, frame.flatness, frame.zeroCrossings]
      #expect(wrong(ours, row, slack, share) == [], "frame \(index)")
    }
  }

  @Test func `a frame belongs to the middle of its window`() throws {
    let first = try #require(
      describe([Float](repeating: 0.1, count: 22_050), rate: 22_050).first)
    #expect(first.heard == 2048)
    #expect(first.frame == 1024)
  }

  @Test(arguments: [[1], [64, 7, 1000, 333], [100_000]])
  func `descriptors do not depend on the chunks`(chunks: [Int]) {
    let signal = Fixture.signal(rate: 48_000).map { Float($0) }
    let reference = describe(signal, rate: 48_000)
    let other = describe(signal, rate: 48_000, chunks: chunks)
    #expect(reference.count > 50)
    #expect(reference.map(values) == other.map(values))
  }

  @Test func `silence is described by finite numbers`() {
    let heard = describe([Float](repeating: 0, count: 22_050), rate: 22_050)
    #expect(heard.count == 40)
    #expect(heard.allSatisfy { values($0).allSatisfy(\.isFinite) && $0.centroid == 0 })
  }
}
