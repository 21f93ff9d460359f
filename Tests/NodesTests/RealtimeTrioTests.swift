import Foundation
import Graph
import Nodes
import PatchFile
import Sound
import TestSupport
import Testing

/// The whole chain as it ships, hearing the demo take; under RealtimeSanitizer where it is linked.
@Suite struct RealtimeTrioTests {
  private static let rate = 48_000
  private static let block = 128

  private static func take(seconds: Int) throws -> [Float] {
    let take = try AudioFile.read(Checkout.path("demo/take.flac"), rate: nil)
    try #require(take.sampleRate == Double(rate) && take.channels.count == 1)
    return Array(take.channels[0].prefix(seconds * rate))
  }

  private static func trio() throws -> Patch {
    let path = Checkout.path("patches/trio.yaml")
    return try PatchDocument(path: path, kinds: .linked).patch
  }

  /// Plays the take, with what `interfere` does before the block that starts at its frame.
  private func play(
    seconds: Int, _ interfere: [Int: (Engine) throws -> Void] = [:]
  ) throws -> [(port: String, event: MIDIEvent)] {
    let engine = Engine(
      EngineConfiguration(
        sampleRate: Double(Self.rate), maximumFrameCount: 1024,
        environment: Environment(
          isOffline: true, patchDirectory: Checkout.path("patches"),
          dataDirectories: [Checkout.root])),
      kinds: .linked, provider: nil)
    var signal = try Self.take(seconds: seconds)
    try engine.load(try Self.trio())
    let executor = engine.executor
    let output = UnsafeMutablePointer<Float>.allocate(capacity: 2 * Self.block)
    defer { output.deallocate() }
    var sent: [(String, MIDIEvent)] = []
    for start in stride(from: 0, to: signal.count - Self.block, by: Self.block) {
      try interfere[start / Self.block * Self.block]?(engine)
      withRealtimeContext { executor.pointee.begin() }
      signal.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        for index in 0..<executor.pointee.externalCount {
          let slot = executor.pointee.external(index)
          guard !slot.pointee.isMIDI else { continue }
          slot.pointee.audio = slot.pointee.isOutput ? output : base + start
        }
        withRealtimeContext { executor.pointee.run(Self.block) }
      }
      for (name, instance) in engine.instances {
        for port in instance.externals where port.slot.pointee.isMIDI {
          let lane = port.slot.pointee.midi
          for index in 0..<lane.count { sent.append((name, lane[index])) }
        }
      }
      engine.runJobs()
      engine.poll()
    }
    return sent
  }

  @Test func `the trio plays the demo without blocking the audio thread`() throws {
    let sent = try play(seconds: 7)
    for player in ["bass", "drums", "comping"] {
      #expect(sent.contains { $0.port == player && $0.event.isNoteOn }, "the \(player) is silent")
    }
  }

  @Test func `another style, a lost wire and a panic do not block it either`() throws {
    let change: (Engine) throws -> Void = { engine in
      var patch = try Self.trio()
      let band = try #require(patch.nodes.firstIndex { $0.id == "band" })
      patch.nodes[band].settings["style"] = .text("bossa")
      patch.wires.removeAll { $0.source.port == "comping" }
      try engine.load(patch)
    }
    let sent = try play(
      seconds: 8,
      [
        5 * Self.rate / Self.block * Self.block: change,
        7 * Self.rate / Self.block * Self.block: { $0.panic() },
      ])
    let comping = sent.filter { $0.port == "comping" && ($0.event.isNoteOn || $0.event.isNoteOff) }
    var sounding: Set<UInt8> = []
    for (_, event) in comping {
      if event.isNoteOn { sounding.insert(event.data1) } else { sounding.remove(event.data1) }
    }
    #expect(!comping.isEmpty)
    #expect(sounding.isEmpty)
  }
}
