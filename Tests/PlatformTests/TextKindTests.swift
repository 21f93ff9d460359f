import Foundation
import Testing

@testable import Platform

/// Files that are read only where they look like what they are taken for.
@Suite final class TextKindTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "strumd-\(UUID().uuidString)")
  private let kind = TextKind("song", [("yaml", ["chords", "tune"]), ("txt", [])])

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: name).path, withDestinationPath: target)
  }

  private func read(_ name: String) -> Result<[UInt8], TextProblem> {
    Result { () throws(TextProblem) in
      try kind.read(folder.appending(path: name).path, limit: 20)
    }
  }

  private func problem(_ name: String) -> TextProblem? {
    if case .failure(let problem) = read(name) { problem } else { nil }
  }

  @Test func `a file with the ending and the word is read, up to the limit`() throws {
    try write("chords: C", to: "a.yaml")
    try write(String(repeating: "x", count: 50), to: "b.TXT")
    try link("c", to: "a.yaml")
    #expect(try read("a.yaml").get() == Array("chords: C".utf8))
    #expect(try read("b.TXT").get().count == 20)
    #expect(try read("c").get() == Array("chords: C".utf8))
  }

  @Test func `the ending of where links lead counts, and not their own`() throws {
    try write("chords: secret", to: "secret")
    try link("one.yaml", to: "secret")
    try link("two.yaml", to: "one.yaml")
    for name in ["secret", "one.yaml", "two.yaml"] {
      #expect(problem(name) == .ending("song", wanted: ["yaml", "txt"]), "\(name)")
    }
  }

  @Test func `a file that lacks all of the words is of another kind`() throws {
    try write("password: 1", to: "a.yaml")
    #expect(problem("a.yaml") == .words("song", wanted: ["chords", "tune"]))
    try write("tune: A", to: "b.yaml")
    #expect(throws: Never.self) { try read("b.yaml").get() }
  }

  @Test func `pipes, sockets, devices and folders are no files, and nobody waits for them`() throws
  {
    #expect(mkfifo(folder.path + "/pipe.yaml", 0o600) == 0)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "folder.yaml"), withIntermediateDirectories: false)
    try link("device.yaml", to: "/dev/zero")
    for name in ["pipe.yaml", "folder.yaml", "device.yaml"] {
      #expect(problem(name) == .special, "\(name)")
    }
  }

  @Test func `what is not there is named in the system's words`() throws {
    try link("loop.yaml", to: "loop.yaml")
    #expect(problem("none.yaml") == .system(SystemError(code: ENOENT)))
    #expect(problem("loop.yaml") == .system(SystemError(code: ELOOP)))
  }
}
