import Foundation
import Music
import Sound
import TestSupport
import Testing

@testable import Daemon

/// The demo take with the trio, as a stranger hears it first.
@Suite(.serialized) struct OfflineDemoTests {
  private static let take = Checkout.path("demo/take")
  private static let trio = Checkout.path("patches/trio.yaml")

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func render(_ input: String, _ name: String, _ more: [String] = []) -> Int32 {
    let outputs = [
      ("--midi", ".mid"), ("--chords", ".lab"), ("--chords-live", ".live.lab"),
      ("--beats", ".beats"), ("--beats-live", ".live.beats"), ("--key", ".key"),
      ("--json", ".json"), ("--wav", ".wav"),
    ].flatMap { [$0.0, scratch.path(name + $0.1)] }
    return RenderCommand.run(
      [input, "--patch", Self.trio, "--quiet", "--tail", "1"] + outputs + more)
  }

  @Test func `chords, beats and key are right, and the bass plays chord tones`() throws {
    #expect(render(Self.take + ".flac", "out") == 0)
    let truth = try OfflineTruth(Self.take)
    let heard = try OfflineTruth(scratch.path("out"))
    #expect(truth.agreement(heard) >= 0.85)
    #expect(truth.beatRecall(heard, from: 5) >= 0.9)
    #expect(try scratch.text("out.key") == "G major\n")

    let midi = OfflineMIDIReader(try scratch.bytes("out.mid"))
    #expect(midi.sounding.isEmpty)
    let bass = midi.events.filter { $0.isNoteOn && $0.track == "band bass" }
    #expect(truth.bassScore(bass.map { ($0.time, Int($0.bytes[1])) }) >= 0.9)
    #expect(Set(midi.events.map(\.track)) == ["band bass", "band comping", "band drums"])
    // Four muted strokes have counted the band in.
    let drums = midi.events.filter { $0.isNoteOn && $0.track == "band drums" }.map(\.time)
    let entry = try #require(drums.min())
    #expect(abs(entry - (truth.beats.first?.time ?? 0)) < 0.05)
    let end = try #require(truth.segments.last?.end)
    let last = try #require(midi.events.last(where: \.isNoteOn)?.time)
    #expect(last < end + 1, "the band ends when the player does")
  }

  @Test func `with the quartet a soloist takes turns with the player, the same each time`() throws {
    for name in ["one", "two"] {
      let patch = Checkout.path("patches/quartet.yaml")
      #expect(
        RenderCommand.run([
          Self.take + ".flac", "--patch", patch, "--quiet", "--midi", scratch.path(name + ".mid"),
        ]) == 0)
    }
    #expect(try scratch.bytes("one.mid") == scratch.bytes("two.mid"))
    let midi = OfflineMIDIReader(try scratch.bytes("one.mid"))
    #expect(midi.sounding.isEmpty)
    let lead = midi.events.filter { $0.isNoteOn && $0.track == "soloist lead" }
    let truth = try OfflineTruth(Self.take)
    #expect(lead.count >= 10)
    let fitting = lead.filter { event in
      let tones = truth.segment(at: event.time + 0.03)?.pitchClasses ?? []
      return tones.contains(PitchClass(Int(event.bytes[1])))
    }
    #expect(2 * fitting.count >= lead.count)
    let bass = midi.events.first { $0.isNoteOn && $0.track == "band bass" }
    let entry = try #require(bass).time
    let first = try #require(lead.first).time
    #expect(first > entry + 6, "the player has the first four bars")
  }

  @Test func `the same recording gives the same bytes`() throws {
    let input = try excerpt(seconds: 7)
    #expect(render(input, "one") == 0)
    #expect(render(input, "two") == 0)
    for end in [".mid", ".lab", ".live.lab", ".beats", ".live.beats", ".key", ".json", ".wav"] {
      #expect(try scratch.bytes("one" + end) == scratch.bytes("two" + end), "\(end)")
    }
    #expect(OfflineMIDIReader(try scratch.bytes("one.mid")).events.contains(where: \.isNoteOn))
  }

  @Test func `what is heard does not depend on the block`() throws {
    let input = try excerpt(seconds: 7)
    #expect(render(input, "fine", ["--block", "64"]) == 0)
    #expect(render(input, "coarse", ["--block", "1024"]) == 0)
    for end in [".lab", ".beats", ".key"] {
      #expect(try scratch.bytes("fine" + end) == scratch.bytes("coarse" + end), "\(end)")
    }
    #expect(try scratch.text("fine.lab").contains("G:maj"))
  }

  /// The first seconds of the take: the count-in and what follows.
  private func excerpt(seconds: Double) throws -> String {
    let file = try AudioFile.read(Self.take + ".flac", rate: nil)
    let samples = file.channels[0].prefix(Int(seconds * file.sampleRate))
    return try scratch.wave("in.wav", [Array(samples)], rate: file.sampleRate)
  }
}
