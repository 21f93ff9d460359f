import Foundation
import TestSupport
import Testing

@testable import Platform

/// Files that are read, up to a limit.
@Suite struct ReadingTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func file(_ count: Int) throws -> String {
    try folder.write(Data((0..<count).map { UInt8(truncatingIfNeeded: $0) }), to: "file")
  }

  @Test(arguments: [(0, 9), (9, 9), (200_000, 200_001), (200_000, 70_000), (3, 0)])
  func `no more than the limit is read`(count: Int, limit: Int) throws {
    let bytes = try readFile(file(count), limit: limit)
    #expect(bytes == (0..<min(count, limit)).map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test func `what cannot be read is refused in the system's words`() {
    #expect(throws: SystemError(code: ENOENT)) {
      try readFile(folder.path + "/nothing", limit: 1)
    }
    #expect(throws: SystemError(code: EISDIR)) { try readFile(folder.path, limit: 1) }
    #expect(SystemError(code: ENOENT).reason == "no such file or directory")
  }

  @Test func `folders are made with those they lie in, and their names are sorted`() throws {
    Folders.make(folder.path + "/a/b", mode: 0o755)
    Folders.make(folder.path + "/.c", mode: 0o755)
    _ = try file(1)
    #expect(Folders.names(in: folder.path) == [".c", "a", "file"])
    #expect(Folders.names(in: folder.path + "/a") == ["b"])
    #expect(Folders.names(in: folder.path + "/nothing") == [])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "a/b")
    #expect(Folders.target(ofLink: folder.path + "/link") == "a/b")
    #expect(Folders.target(ofLink: folder.path + "/a") == nil)
  }
}
