import Foundation
import Graph
import Nodes
import TestSupport
import Testing

/// The ears as nodes: what they hear goes out as events, at the time it belongs to.
@Suite struct AnalysisNodesTests {
  private static let rate = 48_000.0

  /// What `node` finds in `signal`, and in a little silence after it.
  private func listen(
    _ node: NodeDeclaration, _ signal: [Float], parameters: [String: Float] = [:],
    tempo: Double = 120
  ) throws -> [NodeRig.Output.Finding] {
    let rig = try NodeRig(node.kind, parameters: parameters, tempo: tempo)
    rig.signal = signal
    rig.run(Array(repeating: 512, count: signal.count / 512 + 10))
    return rig.output.findings
  }

  private func seconds(_ finding: NodeRig.Output.Finding) -> Double {
    Double(finding.time) / Self.rate
  }

  @Test func `bars begin where the chord node beside the beat hears chords change`() throws {
    let chords = [[48, 52, 55, 60], [45, 52, 57, 60], [41, 53, 57, 60], [43, 50, 55, 59]]
    // Two upbeats come first, so that counting from the first stroke is wrong.
    let played: [(time: Double, keys: [Int])] = (0..<50).map { beat in
      let chord = (beat + 2) / 4 % 4
      return (0.5 + 0.5 * Double(beat), chords[chord])
    }
    let rig = try NodeRig("beat", beside: ["chord"])
    rig.signal = sound(of: played, seconds: 26)
    rig.run(Array(repeating: 512, count: rig.signal.count / 512))
    let late = rig.output.findings.filter { seconds($0) > 16 }
    #expect(late.count > 15)
    for finding in late {
      let beat = Int((2 * seconds(finding) - 1).rounded())
      #expect(Int(finding.values[0]) == (beat + 2) % 4 + 1)
    }
  }

  @Test(arguments: [(nil, 20.0), (442, 20 - 7.85), (430, 20 + 39.8)])
  func `tuner names the note and how far it is off`(reference: Float?, cents: Double) throws {
    let sharp = 440 * exp2(20.0 / 1200)
    let findings = try listen(
      TunerNode.declaration, sine(sharp, seconds: 1),
      parameters: reference.map { ["reference": $0] } ?? [:]
    ).filter { $0.values[0] > 0 }
    let middle = try #require(findings.dropFirst(findings.count / 2).first)
    let (note, off) = cents > 50 ? (Float(70), cents - 100) : (69, cents)
    #expect(middle.values[2] == note)
    #expect(abs(Double(middle.values[3]) - off) < 2)
  }

  @Test func `spectrum shows a tone in its critical band`() throws {
    let findings = try listen(SpectrumNode.declaration, sine(1000, seconds: 1))
    let levels = try #require(findings.dropFirst(findings.count / 2).first).values
    let loudest = levels.indices.max { levels[$0] < levels[$1] }
    #expect(loudest == 8, "1000 Hz lies in the ninth Bark band, 920 to 1080 Hz")
  }

  @Test func `loudness of a full-scale kilohertz is 3 below zero in one channel`() throws {
    let findings = try listen(
      LoudnessNode.declaration, sine(1000, seconds: 1).map { $0 * 2 })
    #expect(abs(findings.count - 10) <= 1)
    let loudness = try #require(findings.dropLast(2).last).values
    #expect(abs(loudness[0] + 3.01) < 0.1)
    #expect(abs(loudness[2] + 3.01) < 0.1)
  }

  @Test func `descriptors of a tone lie at the tone`() throws {
    let findings = try listen(DescriptorsNode.declaration, sine(1000, seconds: 1))
    let values = try #require(findings.dropFirst(findings.count / 2).first).values
    #expect(abs(values[0] - 1000) < 20)
    #expect(abs(values[2] - 1000) < 20)
    #expect(values[3] < 0.01)
    #expect(abs(values[5] - 2 * 1000 / 24_000) < 0.002)
  }

  @Test func `structure tells that a verse comes round again`() throws {
    let verse = [0, 9, 5, 7, 4, 2, 0, 7]
    let bridge = [4, 4, 9, 9, 2, 2, 7, 11]
    let roots = verse + bridge + verse
    let events = roots.enumerated().map { bar, root in
      "\(bar * 24_000) beat 1 4 120 1 0\n\(bar * 24_000) chord \(root) 0 \(root) 1 1"
    }
    let rig = try NodeRig(StructureNode.declaration.kind, events: events.joined(separator: "\n"))
    rig.run(Array(repeating: 512, count: 24 * 24_000 / 512))
    let last = try #require(rig.output.findings.last)
    #expect(Array(last.values.prefix(4)) == [0, 2, 16, 8])
    #expect(last.time == 16 * 24_000)
  }

  @Test func `chroma is strongest in the notes that sound`() throws {
    let findings = try listen(ChromaNode.declaration, sound(of: [(0, [57, 61, 64])], seconds: 1))
    let bins = try #require(findings.dropFirst(findings.count / 2).first).values.prefix(12)
    let strongest = bins.indices.sorted { bins[$0] > bins[$1] }.prefix(3)
    #expect(Set(strongest) == [1, 4, 9])
  }

  @Test func `chord comes first as a guess, then settled, dated back to the strum`() throws {
    let signal = sound(of: [(0.5, [48, 52, 55, 60, 64])], seconds: 2.5)
    let majors = try listen(ChordNode.declaration, signal).filter {
      $0.values[0] == 0 && $0.values[1] == 0
    }
    #expect(majors.contains { $0.values[4] == 0 })
    let settled = try #require(majors.first { $0.values[4] == 1 })
    #expect(abs(seconds(settled) - 0.5) < 0.1)
  }

  @Test func `key is that of a cadence`() throws {
    let chords = [[48, 52, 55, 60], [53, 57, 60, 65], [55, 59, 62, 67], [48, 52, 55, 60]]
    let signal = sound(of: (0..<12).map { (Double($0), chords[$0 % 4]) }, seconds: 12)
    let last = try #require(try listen(KeyNode.declaration, signal).last)
    #expect(Array(last.values.prefix(2)) == [0, 0])
  }

  @Test func `onset tells each stroke at its time`() throws {
    let times = [0.5, 1.0, 1.6]
    let findings = try listen(
      OnsetNode.declaration, sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 2.2))
    for isSettled in [Float(0), 1] {
      let told = findings.filter { $0.values[2] == isSettled }
      try #require(told.count == times.count)
      for (finding, time) in zip(told, times) { #expect(abs(seconds(finding) - time) < 0.04) }
    }
  }

  @Test func `beat does without a network, and names one that is not there`() throws {
    _ = try NodeRig("beat", settings: ["model": .text("none")])
    #expect(throws: (any Error).self) {
      try NodeRig("beat", settings: ["model": .text("./nowhere.beats")])
    }
  }

  @Test func `beat counts as it is told`() throws {
    let times = stride(from: 0.5, to: 8, by: 0.5)
    let beats = try listen(
      BeatNode.declaration, sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 8),
      parameters: ["beats_per_bar": 3])
    #expect(beats.count > 4)
    #expect(beats.allSatisfy { $0.values[1] == 3 && $0.values[0] <= 3 })
  }

  @Test func `beat takes three strokes for one where it is told of compound time`() throws {
    let times = stride(from: 0.5, to: 12, by: 0.3)
    let beats = try listen(
      BeatNode.declaration, sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 12),
      parameters: ["compound": 1, "beats_per_bar": 2])
    let late = beats.filter { seconds($0) > 6 }
    #expect(late.count >= 4)
    for beat in late { #expect(abs(beat.values[2] * 0.9 / 60 - 1) < 0.05) }
  }

  @Test func `beat does not take the patch's tempo for the player's`() throws {
    let times = stride(from: 0.5, to: 10, by: 0.4)
    let signal = sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 10)
    let beats = try listen(BeatNode.declaration, signal, tempo: 110)
    let late = beats.filter { seconds($0) > 5 && seconds($0) < 9.8 }
    #expect(late.count >= 10)
    for beat in late { #expect(abs(beat.values[2] - 150) < 5) }
  }

  @Test func `beat announces beats where they will fall`() throws {
    let times = stride(from: 0.5, to: 10, by: 0.5)
    let findings = try listen(
      BeatNode.declaration, sound(of: times.map { ($0, [52, 59, 64]) }, seconds: 10))
    let late = findings.filter { seconds($0) > 5 && seconds($0) < 9.8 }
    #expect(late.count >= 8)
    for beat in late {
      #expect(abs(beat.values[2] - 120) < 4)
      let phase = seconds(beat) / 0.5
      #expect(abs(phase - phase.rounded()) * 0.5 < 0.06)
    }
  }
}
