import Foundation
import Music
import Sound
import TestSupport
import Testing

@testable import Daemon

/// Recordings as they come: whatever is in them, what is written of them is well formed.
@Suite struct OfflineRoughTakeTests {
  private static let rate: UInt32 = 44_100

  /// The player of the demo, from where he begins.
  private static let player: [Float] = {
    let file = try? AudioFile.read(Checkout.path("demo/take.flac"), rate: Double(rate))
    return Array(file?.mono.prefix(6 * Int(rate)) ?? [])
  }()

  enum Take: CaseIterable {
    case silence, constant, tenthOfASecond, hardlyAudible, clipped, asLoudAsWholeNumbers
    case withAConstant, beyondAllMeasure, withoutNumbers, oneSideTheWrongWayRound, strokesOfAClock
    case onSixChannels

    var channels: [[Float]] {
      let rate = Int(OfflineRoughTakeTests.rate)
      let player = OfflineRoughTakeTests.player
      switch self {
      case .silence: return [[Float](repeating: 0, count: 2 * rate)]
      case .constant: return [[Float](repeating: 0.5, count: 2 * rate)]
      case .tenthOfASecond: return [Array(player[50_000..<54_410])]
      case .hardlyAudible: return [player.map { 0.003 * $0 }]
      case .clipped: return [player.map { min(1, max(-1, 50 * $0)) }]
      case .asLoudAsWholeNumbers: return [player.map { 32_768 * $0 }]
      case .withAConstant: return [player.map { $0 / 2 + 0.4 }]
      case .beyondAllMeasure: return [OfflineRoughTakeTests.broken(by: 1e30)]
      case .withoutNumbers: return [OfflineRoughTakeTests.broken(by: .nan)]
      case .oneSideTheWrongWayRound: return [player, player.map { -$0 }]
      case .strokesOfAClock: return [(0..<10 * rate).map { $0 % (rate / 2) == 0 ? 0.9 : 0 }]
      case .onSixChannels: return Array(repeating: player.map { 0.3 * $0 }, count: 6)
      }
    }
  }

  private static func broken(by value: Float) -> [Float] {
    var samples = player
    for frame in 100_000..<100_500 { samples[frame] = value }
    return samples
  }

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(arguments: Take.allCases)
  func `whatever is recorded, what is written is well formed`(take: Take) throws {
    let channels = take.channels
    let input = try scratch.wave("in.wav", channels, rate: Double(Self.rate))
    let outputs = [
      ("--chords", "lab"), ("--chords-live", "live.lab"), ("--beats", "beats"),
      ("--beats-live", "live.beats"), ("--key", "key"), ("--json", "json"), ("--report", "html"),
    ].flatMap { [$0.0, scratch.path($0.1)] }
    let trio = Checkout.path("patches/trio.yaml")
    #expect(RenderCommand.run([input, "--patch", trio, "--quiet"] + outputs) == 0)
    let duration = Double(channels[0].count) / Double(Self.rate)
    for name in ["lab", "live.lab"] { try expectChords(name, duration) }
    for name in ["beats", "live.beats"] { try expectBeats(name, duration) }
    #expect(try scratch.text("key").wholeMatch(of: /([A-G][#b]? (major|minor)\n)?/) != nil)
    let json = try JSONSerialization.jsonObject(with: Data(scratch.bytes("json")))
    expectMeasure(json)
  }

  @Test func `a take whose sides are the wrong way round is heard`() throws {
    let input = try scratch.wave(
      "in.wav", Take.oneSideTheWrongWayRound.channels, rate: Double(Self.rate))
    let trio = Checkout.path("patches/trio.yaml")
    let arguments = [input, "--patch", trio, "--quiet", "--chords", scratch.path("lab")]
    #expect(RenderCommand.run(arguments) == 0)
    #expect(try scratch.text("lab").contains("G:maj"))
  }

  /// Segments from 0 to the end, each of them longer than nothing, with labels as Harte has them.
  private func expectChords(_ name: String, _ duration: Double) throws {
    let rows = try rows(name)
    let times = rows.map { (start: Double($0[0]) ?? -1, end: Double($0[1]) ?? -1) }
    #expect(times.first?.start == 0 && abs((times.last?.end ?? 0) - duration) < 0.001)
    #expect(times.allSatisfy { $0.start < $0.end })
    #expect(zip(times, times.dropFirst()).allSatisfy { $0.end == $1.start })
    for label in rows.map({ $0[2] }) where label != "N" {
      let found = label.wholeMatch(of: /([A-G][#b]?):([a-z0-9]+)(\/[#b]?[0-9]+)?/)
      let root = found.flatMap { PitchClass(name: $0.output.1) }
      let quality = found.flatMap { ChordQuality(harte: $0.output.2) }
      #expect(root != nil && quality != nil, "\(label)")
    }
  }

  /// Beats that come one after the other, numbered from 1.
  private func expectBeats(_ name: String, _ duration: Double) throws {
    let rows = try rows(name)
    let times = rows.compactMap { Double($0[0]) }
    #expect(times.allSatisfy { $0 >= 0 && $0 <= duration })
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 > 0.1 }, "\(times)")
    #expect(rows.allSatisfy { (Int($0[1]) ?? 0) >= 1 })
  }

  private func rows(_ name: String) throws -> [[Substring]] {
    try scratch.text(name).split(separator: "\n").map { $0.split(separator: " ") }
  }

  /// Numbers that a recording of seconds can have.
  private func expectMeasure(_ json: Any) {
    switch json {
    case let list as [Any]: for value in list { expectMeasure(value) }
    case let object as [String: Any]: for value in object.values { expectMeasure(value) }
    case let number as Double: #expect(number.magnitude < 1e6)
    default: break
    }
  }
}
