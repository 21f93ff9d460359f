import Foundation
import TestSupport
import Testing

@testable import Daemon

/// Files that appear all together.
@Suite struct OutputFilesTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func `outputs appear together, and a run that fails leaves none`() throws {
    do {
      let outputs = OutputFiles()
      try outputs.write([1, 2], to: scratch.path("a"))
      try outputs.write([3], to: scratch.path("b"))
      #expect(try scratch.names.allSatisfy { $0.hasSuffix(".part") })
    }
    #expect(try scratch.names.isEmpty)
    let outputs = OutputFiles()
    try outputs.write([1, 2], to: scratch.path("a"))
    try outputs.commit()
    #expect(try scratch.names == ["a"])
    #expect(try scratch.bytes("a") == [1, 2])
  }

  @Test func `a file behind a link is replaced, and the link stays`() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path("there"), withIntermediateDirectories: false)
    try "old".write(toFile: scratch.path("there/a"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: scratch.path("there/a"))
    let outputs = OutputFiles()
    try outputs.write([7], to: scratch.path("link"))
    try outputs.commit()
    #expect(try scratch.bytes("there/a") == [7])
    #expect(try scratch.names == ["link", "there"])
  }

  @Test func `a device is written to directly`() throws {
    let outputs = OutputFiles()
    #expect(try outputs.open("/dev/null") == "/dev/null")
    try outputs.write([7], to: "/dev/null")
    try outputs.commit()
  }
}
