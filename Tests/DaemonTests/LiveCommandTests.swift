import Foundation
import Sound
import TestSupport
import Testing

@testable import Daemon

/// The command line of `strumd run`, and what a run leaves behind.
@Suite(.serialized)
struct LiveCommandTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  @Test(arguments: [
    ([], "say what to do: strumd run or strumd render"),
    (["play"], "'play' is no command; use run or render"),
    (["run"], "say what to play: strumd run --patch FILE"),
    (
      ["run", "--patch", "p", "--osc-port", "x"],
      "--osc-port takes a number from 0 to 65535, not 'x'"
    ),
    (
      ["run", "--patch", "p", "--louder"],
      "'--louder' is no option of strumd run; see strumd --help"
    ),
    (["run", "--patch", "p", "--exit-at-end"], "--exit-at-end needs --input FILE"),
    (["run", "--patch", "p", "--loop"], "--loop needs --input FILE"),
    (
      ["run", "--patch", "p", "--input", "x.wav", "--loop", "--exit-at-end"],
      "--loop has no end for --exit-at-end to wait for"
    ),
  ])
  func `misuse ends with status 2 and says what to write`(
    _ arguments: [String], _ message: String
  ) async throws {
    let strumd = try stage.start([LiveStage.programs + "/strumd"] + arguments)
    #expect(try await strumd.status() == 2)
    #expect(strumd.output.contains(message))
  }

  @Test func `a bad patch ends with status 1 and its diagnostics`() async throws {
    try stage.write("nodes:\n  - id: a\n    kind: captur")
    let strumd = try stage.start([LiveStage.programs + "/strumd", "run", "--patch", stage.patch])
    #expect(try await strumd.status() == 1)
    #expect(strumd.output.contains("patch.yaml:4:11: error:"))
  }

  @Test func `where no state can be kept the band plays, and the page's token is of that run`()
    async throws
  {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(
      LiveStage.soundAndNotes, ["--listen", "lan", "--allow", "127.0.0.5"],
      environment: ["STATE_DIRECTORY": "/proc/nowhere"])
    #expect(strumd.output.contains("its token is not kept"))
    let named = try stage.start(
      [LiveStage.programs + "/strumd", "run", "--patch", stage.patch, "--osc-port", "0"]
        + ["--web-port", "0", "--listen", "lan", "--allow", "127.0.0.5"]
        + ["--token-file", "/proc/nowhere/token"])
    #expect(try await named.status() == 1)
    #expect(named.output.contains("cannot write the token to /proc/nowhere/token"))
  }

  @Test func `options are read in either form`() throws {
    let options = try RunOptions(["--patch=p.yaml", "--osc-port", "9441", "--name=box"])
    #expect(options.patch == "p.yaml")
    #expect(options.oscPort == 9441)
    #expect(options.name == "box")
  }

  @Test func `a recording plays through, and is kept as sound and MIDI`() async throws {
    try await stage.startServer()
    let guitar = try stage.scratch.wave("in.wav", [sine(440, seconds: 1)])
    let (wav, midi) = (stage.scratch.path("out.wav"), stage.scratch.path("out.mid"))
    let strumd = try await stage.startStrumd(
      """
      nodes:
        - id: guitar
          kind: capture
        - id: click
          kind: metronome
        - id: out
          kind: midi_out
        - id: room
          kind: meter
      wires:
        - guitar -> room
        - click.out -> out
      """,
      ["--input", guitar, "--exit-at-end", "--record-wav", wav, "--record-midi", midi])
    #expect(try await strumd.status() == 0)
    let sound = try AudioFile.read(wav, rate: nil)
    #expect(sound.frameCount >= 4 * 48_000)
    #expect((sound.channels[0][..<48_000].max() ?? 0) > 0.45)
    #expect((sound.channels[0][96_000...].max() ?? 1) < 0.01)
    #expect(try stage.scratch.bytes("out.mid").starts(with: Array("MThd".utf8)))
  }

  @Test func `a looped recording goes on after its end`() async throws {
    try await stage.startServer()
    let guitar = try stage.scratch.wave("in.wav", [sine(440, seconds: 1)])
    let wav = stage.scratch.path("out.wav")
    let strumd = try await stage.startStrumd(
      """
      nodes:
        - id: guitar
          kind: capture
        - id: room
          kind: meter
      wires:
        - guitar -> room
      """,
      ["--input", guitar, "--loop", "--record-wav", wav])
    try await eventually("two and a half seconds of sound") {
      let bytes = try? stage.scratch.bytes("out.wav")
      return (bytes?.count ?? 0) > 120_000 * 6 + 44
    }
    strumd.send(SIGTERM)
    #expect(try await strumd.status() == 0)
    let sound = try AudioFile.read(wav, rate: nil)
    #expect((sound.channels[0][96_000...].prefix(24_000).max() ?? 0) > 0.45)
  }
}
