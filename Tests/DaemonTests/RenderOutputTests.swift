import Foundation
import Testing

@testable import Daemon

/// What becomes of what a render says that runs aside.
@Suite struct RenderOutputTests {
  private func output(_ text: String) throws -> RenderOutput {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    var output = RenderOutput()
    output.read(pipe.fileHandleForReading.fileDescriptor)
    return output
  }

  @Test func `the file's name is none of the caller's business`() throws {
    let output = try output("12 %\n/tmp/x/recording: is no audio file, /tmp/x/recording\n")
    #expect(output.share == 0.12)
    #expect(
      output.complaint(about: "/tmp/x/recording")
        == "the recording: is no audio file, the recording")
  }

  @Test func `complaints without end are cut, and how far it is counts on`() throws {
    let long = String(repeating: "x", count: 5000)
    var output = try output(long + "\n" + String(repeating: "again\n", count: 5000))
    #expect(output.complaint(about: "r").utf8.count == 1024 + 19 * 6)
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("77 %\n".utf8))
    output.read(pipe.fileHandleForReading.fileDescriptor)
    #expect(output.share == 0.77)
  }

  @Test func `who was killed in silence, and who took too long, are told apart`() throws {
    let output = try output("40 %\n41 %\n")
    #expect(output.complaint(about: "r").contains("too much time or memory"))
    #expect(output.lateness.contains("ten minutes of work are the most, and 41 % was done"))
  }
}
