import CRealtime
import Foundation
import Graph
import Nodes
import TestSupport
import Testing

/// What holds for every node kind that is linked, without a list: a new kind is tested by existing.
@Suite struct EveryKindTests {
  static let kinds = NodeKinds.linked.names

  /// Kinds whose workers read the sound: long blocks would find them late.
  private static let analysers = Set(
    NodeKinds.linked.declarations.filter {
      ["feature", "chord", "accompaniment"].contains($0.family)
    }
    .map(\.kind))

  private static let events = """
    100 onset 0.8 0.2
    2000 chord 9 1 9 0.9 1
    2100 key 0 0 0.9
    3000 pitch 440 0.9 69 0
    4000 chord 5 0 5 0.9 0
    4500 beat 1 4 120 0.9 0
    """

  private static let messages: [(frame: Int, event: MIDIEvent)] = [
    (500, MIDIEvent(noteOn: 60, velocity: 100, channel: 0, offset: 0)),
    (501, MIDIEvent(noteOn: 64, velocity: 90, channel: 3, offset: 0)),
    (2500, MIDIEvent(control: 7, value: 100, channel: 0, offset: 0)),
    (3000, MIDIEvent(noteOff: 60, channel: 0, offset: 0)),
    (3500, MIDIEvent(noteOff: 64, channel: 3, offset: 0)),
  ]

  /// Runs a node of `kind` that hears `signal` in blocks of `frameCounts`.
  private func play(
    _ kind: String, _ signal: [Float], _ frameCounts: [Int],
    change: (NodeRig, _ frame: Int) -> Void = { _, _ in }
  ) throws -> NodeRig {
    let folder = try WorkFolder()
    let declaration = try #require(NodeKinds.linked[kind]).declaration
    let rig = try NodeRig(
      kind, settings: folder.settings(declaration), events: Self.events, directory: folder.path)
    rig.signal = signal
    rig.messages = Self.messages
    rig.engine.steer(.start)
    for frameCount in frameCounts {
      change(rig, rig.frame)
      rig.run(frameCount)
    }
    return rig
  }

  /// Blocks of `size` up to `total` frames.
  private func blocks(_ size: Int, _ total: Int) -> [Int] {
    [Int](repeating: size, count: total / size) + (total % size == 0 ? [] : [total % size])
  }

  @Test(arguments: kinds)
  func `silence in gives finite samples out`(kind: String) throws {
    let rig = try play(kind, [], blocks(64, 8192))
    expectFinite(rig.output.audio)
  }

  @Test(arguments: kinds)
  func `an impulse gives finite samples out`(kind: String) throws {
    let rig = try play(kind, [0, 0, 1], blocks(64, 8192))
    expectFinite(rig.output.audio)
  }

  @Test(arguments: kinds, [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude])
  func `a broken input is forgotten`(kind: String, value: Float) throws {
    var signal = noise(12_000)
    for frame in 1000..<1100 { signal[frame] = value }
    let rig = try play(kind, signal, blocks(64, 12_000))
    expectFinite(rig.output.audio.mapValues { Array($0[8000...]) })
    for finding in rig.output.findings where finding.time > 8000 {
      let isFinite = finding.values.allSatisfy { $0.isFinite }
      #expect(isFinite, "\(finding)")
    }
  }

  /// With denormals flushed to zero, as on the audio thread, only what is copied as it came may hold
  /// one: arithmetic never meets them, and so never becomes slow.
  @Test(arguments: kinds)
  func `no node computes with denormals`(kind: String) async throws {
    let soft = denormalNoise(4096)
    let signal = Array(noise(64)) + soft + [Float](repeating: 0, count: 4096)
    #expect(soft.contains { $0.isSubnormal })
    let rig = try await onThreadWithoutDenormals { try play(kind, signal, blocks(64, 8256)) }
    expectFinite(rig.output.audio)
    for (port, samples) in rig.output.audio {
      for (frame, sample) in samples.enumerated()
      where sample.bitPattern & 0x7F80_0000 == 0 && sample.bitPattern << 1 != 0 {
        guard frame < signal.count, sample.bitPattern == signal[frame].bitPattern else {
          Issue.record("\(port) is \(sample) at frame \(frame)")
          return
        }
      }
    }
  }

  @Test(arguments: kinds)
  func `blocks from 1 frame to 8192 may follow each other`(kind: String) throws {
    let sizes = [1, 8192, 3, 64, 4097, 1, 255, 8191, 31]
    let rig = try play(kind, noise(20_000), sizes)
    expectFinite(rig.output.audio)
    for samples in rig.output.audio.values { #expect(samples.count == sizes.reduce(0, +)) }
  }

  @Test(arguments: kinds.filter { !analysers.contains($0) })
  func `long blocks do not change the result`(kind: String) throws {
    let total = 16_384
    let signal = noise(total)
    let reference = try play(kind, signal, blocks(64, total)).output
    for size in [509, 2048, 4095, 8192] {
      let output = try play(kind, signal, blocks(size, total)).output
      guard output == reference else {
        Issue.record("\(kind) differs in blocks of \(size): \(difference(output, reference))")
        return
      }
    }
  }

  /// A composer is the exception: it answers a start on its worker, after the block that asks.
  @Test(arguments: kinds.filter { $0 != "accompaniment" })
  func `the block size does not change the result`(kind: String) throws {
    let total = 4800
    let signal = noise(total)
    let reference = try play(kind, signal, blocks(64, total)).output
    let isAnalyser = Self.analysers.contains(kind)
    let sizes =
      isAnalyser ? [17, 255] : Array(1...64) + [127, 128, 255, 1024, 4800]
    for size in sizes {
      let output = try play(kind, signal, blocks(size, total)).output
      guard output == reference else {
        Issue.record("\(kind) differs in blocks of \(size): \(difference(output, reference))")
        return
      }
    }
    var random = Dice(seed: 7)
    for _ in 0..<(isAnalyser ? 1 : 3) {
      let splits = random.splits(of: total, atMost: isAnalyser ? 255 : 2000)
      let output = try play(kind, signal, splits).output
      #expect(output == reference, "\(splits.prefix(20))")
    }
  }

  @Test(arguments: kinds)
  func `the same input gives the same output`(kind: String) throws {
    let signal = noise(4800)
    let first = try play(kind, signal, blocks(128, 4800)).output
    #expect(try play(kind, signal, blocks(128, 4800)).output == first)
  }

  @Test(arguments: kinds)
  func `parameters may travel from end to end while it runs`(kind: String) throws {
    let total = 9600
    let rig = try play(kind, noise(total), blocks(32, total)) { rig, frame in
      let travel = Float(frame % 2400) / 2400
      for parameter in rig.declaration.parameters {
        let span = parameter.range.upperBound - parameter.range.lowerBound
        let turn = frame / 2400 % 2 == 0 ? travel : 1 - travel
        let value = parameter.range.lowerBound + span * turn
        _ = rig.engine.set([("node", parameter.name, value)])
      }
    }
    expectFinite(rig.output.audio)
  }

  @Test(arguments: kinds)
  func `panic leaves no note sounding`(kind: String) throws {
    let rig = try play(kind, noise(4800), blocks(64, 4800))
    rig.messages = []
    rig.engine.steer(.stop)
    rig.engine.panic()
    rig.run(64)
    var sounding: Set<[UInt8]> = []
    for message in rig.output.messages {
      let note = [message.bytes[0] & 0x0F, message.bytes[1]] + Array(message.port.utf8)
      if message.bytes[0] & 0xF0 == 0x90 { sounding.insert(note) }
      if message.bytes[0] & 0xF0 == 0x80 { sounding.remove(note) }
    }
    #expect(sounding.isEmpty)
  }

  @Test(arguments: kinds)
  func `everything declared is documented`(kind: String) throws {
    let declaration = try #require(NodeKinds.linked[kind]).declaration
    var docs = [declaration.doc]
    docs += (declaration.inputs + declaration.outputs).map(\.doc)
    docs += declaration.parameters.map(\.doc) + declaration.settings.map(\.doc)
    for doc in docs {
      #expect(doc.hasSuffix(".") && doc.count > 8, "'\(doc)' is not a sentence")
      #expect(doc.first?.isUppercase == true, "'\(doc)' is not a sentence")
    }
    let names = declaration.parameters.map(\.name) + declaration.settings.map(\.name)
    #expect(Set(names).count == names.count)
    for parameter in declaration.parameters {
      #expect(parameter.range.contains(parameter.initial), "\(parameter.name)")
      #expect(parameter.scale == .linear || parameter.range.lowerBound > 0, "\(parameter.name)")
    }
  }

  private func expectFinite(_ audio: [String: [Float]]) {
    for (port, samples) in audio {
      if let frame = samples.firstIndex(where: { !$0.isFinite }) {
        Issue.record("\(port) is \(samples[frame]) at frame \(frame)")
      }
    }
  }

  /// Where two outputs part.
  private func difference(_ one: NodeRig.Output, _ other: NodeRig.Output) -> String {
    for (port, samples) in one.audio {
      guard let others = other.audio[port] else { return "no \(port)" }
      if let frame = zip(samples, others).enumerated().first(where: { $1.0 != $1.1 })?.offset {
        return "\(port) at frame \(frame): \(samples[frame]) for \(others[frame])"
      }
    }
    for (message, expected) in zip(one.messages, other.messages) where message != expected {
      return "\(message) for \(expected)"
    }
    for (finding, expected) in zip(one.findings, other.findings) where finding != expected {
      return "\(finding) for \(expected)"
    }
    return "\(one.messages.count) messages for \(other.messages.count), "
      + "\(one.findings.count) events for \(other.findings.count)"
  }

  /// Runs `body` on a thread of its own, whose arithmetic treats denormals as zero.
  private func onThreadWithoutDenormals(
    _ body: @escaping @Sendable () throws -> NodeRig
  ) async throws -> NodeRig {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        realtime_flush_denormals()
        nonisolated(unsafe) let result = Result(catching: body)
        continuation.resume(with: result)
      }
    }
  }
}
