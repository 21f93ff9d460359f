import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct SetlistTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func read(_ text: String) throws -> Setlist {
    let path = scratch.path("setlist.yaml")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try Setlist(path: path)
  }

  @Test func `patches are relative to the list, and found by number or file`() throws {
    let list = try read("version: 1\npatches:\n  - a.yaml\n  - songs/b.yaml\n  - /c/d.yaml\n")
    #expect(
      list.patches == [scratch.path("a.yaml"), scratch.path("songs/b.yaml"), "/c/d.yaml"])
    #expect(list.position(called: "2") == 1)
    #expect(list.position(called: "b") == 1)
    #expect(list.position(called: "d.yaml") == 2)
    #expect(list.position(called: "0") == nil)
    #expect(list.position(called: "4") == nil)
    #expect(list.position(called: String(Int.min)) == nil)
    #expect(list.position(called: String(Int.max)) == nil)
    #expect(list.position(-1) == nil)
    #expect(list.position(1) == 1)
  }

  @Test(arguments: [
    ("patches: [a.yaml]\n", "the set list lacks the key 'version'"),
    ("version: 2\npatches: [a.yaml]\n", "setlist.yaml:1:10: error: version must be 1"),
    ("version: 1\npatches: []\n", "the set list has no patches"),
    ("version: 1\npatchs: [a.yaml]\n", "did you mean 'patches'?"),
  ])
  func `what is wrong with a set list is pointed at`(text: String, message: String) {
    do {
      _ = try read(text)
      Issue.record("it was read")
    } catch {
      #expect((error as? PatchFailure)?.text.contains(message) == true, "\(error)")
    }
  }
}
