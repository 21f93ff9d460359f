import ArgumentParser
import Band
import Platform
import TestSupport
import Testing

@testable import Ctl

@Suite struct ImportStyleTests {
  private let scratch: ScratchFolder
  private let song = Checkout.path("demo/take.mid")

  init() throws { scratch = try ScratchFolder() }

  private func run(_ arguments: String...) throws {
    var command = try Strumctl.parseAsRoot(["import-style"] + arguments)
    try command.run()
  }

  private func refusal(_ arguments: String...) throws -> FileProblem? {
    var command = try Strumctl.parseAsRoot(["import-style"] + arguments)
    return #expect(throws: FileProblem.self) { try command.run() }
  }

  @Test func `a song is written as a style that loads`() throws {
    try run(song, "--output", scratch.path("mine.yaml"))
    let style = try StyleFile.parse(try scratch.text("mine.yaml"), name: "mine.yaml")
    #expect(style.summary == "Imported from take.mid.")
  }

  @Test func `a file that is there stays, unless it may be replaced`() throws {
    let path = try scratch.write("Mine.\n", to: "mine.yaml")
    #expect(try refusal(song, "--output", path)?.reason.contains("--replace") == true)
    #expect(try scratch.text("mine.yaml") == "Mine.\n")
    try run(song, "--output", path, "--replace")
    #expect(try scratch.text("mine.yaml").hasPrefix("version: 1\n"))
  }

  @Test func `what is no song is refused by its name`() throws {
    let path = try scratch.write("No song.\n", to: "song.mid")
    let refusal = try refusal(path)
    #expect(refusal?.path == path)
    #expect(refusal?.reason.contains("Standard MIDI File") == true)
  }

  @Test func `a disk that is full is told`() throws {
    #expect(try refusal(song, "--output", "/dev/full", "--replace")?.path == "/dev/full")
  }
}
