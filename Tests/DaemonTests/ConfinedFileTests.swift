import Foundation
import Platform
import TestSupport
import Testing

@testable import Daemon

/// Files that are written on behalf of others, into one folder only.
@Suite struct ConfinedFileTests {
  private let scratch: ScratchFolder
  private let folder: String

  init() throws {
    scratch = try ScratchFolder()
    folder = scratch.path("patches")
    try FileManager.default.createDirectory(
      atPath: folder + "/sub", withIntermediateDirectories: true)
  }

  private func write(_ path: String, replaces: Bool = false) -> String {
    do throws(FileProblem) {
      try ConfinedFile.write("new\n", to: path, in: folder, replaces: replaces)
      return ""
    } catch {
      return error.reason
    }
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `a file is written into the folder and below it`() {
    #expect(write("a.yaml") == "")
    #expect(write("sub/b.yaml") == "")
    #expect(write(folder + "/sub/c.yaml") == "")
    #expect(text(folder + "/a.yaml") == "new\n")
    #expect(text(folder + "/sub/b.yaml") == "new\n")
    #expect(text(folder + "/sub/c.yaml") == "new\n")
  }

  @Test func `no path leads out of the folder`() throws {
    let outside = scratch.path("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/way-out", withDestinationPath: outside)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/sub/up", withDestinationPath: "../..")
    for path in [
      "../x.yaml", "sub/../../x.yaml", outside + "/x.yaml", "way-out/x.yaml",
      folder + "/way-out/x.yaml", folder + "/../x.yaml", "sub/up/x.yaml", "/etc/x.yaml",
    ] {
      #expect(write(path).contains("lies outside of the folder"), "\(path)")
      #expect(ConfinedFile.leadsOut(path, of: folder), "\(path)")
    }
    for path in ["new.wav", "sub/new.wav", "none/new.wav", "sub/../new.wav", "rock", ""] {
      #expect(!ConfinedFile.leadsOut(path, of: folder), "\(path)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
    #expect(text(scratch.path("x.yaml")) == nil)
  }

  @Test func `a file that is there is replaced only where that is said`() throws {
    try "old\n".write(toFile: folder + "/a.yaml", atomically: true, encoding: .utf8)
    #expect(write("a.yaml").contains("is there already"))
    #expect(text(folder + "/a.yaml") == "old\n")
    #expect(write("a.yaml", replaces: true) == "")
    #expect(text(folder + "/a.yaml") == "new\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.yaml", "sub"])
  }

  @Test func `a link that is replaced leaves what it leads to alone`() throws {
    let target = scratch.path("target.yaml")
    try "mine\n".write(toFile: target, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/a.yaml", withDestinationPath: target)
    #expect(write("a.yaml", replaces: true) == "")
    #expect(text(target) == "mine\n")
  }

  @Test(arguments: ["a.txt", ".yaml", "", "sub/", "nowhere/a.yaml"])
  func `what is no patch, or has no folder, is refused`(path: String) {
    #expect(write(path) != "")
  }
}
