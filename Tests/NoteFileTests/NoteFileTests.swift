import Foundation
import Testing

@testable import NoteFile

@Suite struct NoteFileTests {
  private let path = "/tmp/strumd-\(UUID().uuidString)-notes"

  @Test func `ports may come and go without end`() throws {
    defer { unlink(path) }
    var notes = try NoteFile.open(path: path, creates: true)
    for number in 0..<100 {
      let taken = notes.take("strumd:out_\(number)")
      let slot = try #require(taken, "the port \(number)")
      #expect(slot.name == "strumd:out_\(number)")
      #expect(slot.sounding.isEmpty)
      slot.destinations = ["synth:in"]
      notes.release(slot)
      #expect(slot.destinations.isEmpty)
    }
  }

  @Test func `a page is for one port at a time`() throws {
    defer { unlink(path) }
    var notes = try NoteFile.open(path: path, creates: true)
    let taken = notes.take("strumd:held")
    let held = try #require(taken)
    for number in 0..<100 {
      let other = notes.take("strumd:out_\(number)")
      let slot = try #require(other)
      #expect(slot.words != held.words)
      notes.release(slot)
    }
    #expect(held.name == "strumd:held")
  }

  @Test func `what sounds when a port goes stays there to be ended`() throws {
    defer { unlink(path) }
    var notes = try NoteFile.open(path: path, creates: true)
    let taken = notes.take("strumd:left")
    let left = try #require(taken)
    left.words[2] = 1 << 60
    left.destinations = ["synth:in"]
    notes.release(left)
    for number in 0..<100 {
      let slot = notes.take("strumd:out_\(number)")
      notes.release(try #require(slot))
    }
    let found = try #require(notes.slots.first { $0.name == "strumd:left" })
    #expect(found.sounding.map { [$0.channel, $0.key] } == [[1, 60]])
    #expect(found.destinations == ["synth:in"])
    #expect(notes.abandoned.map(\.name) == ["strumd:left"])
    let again = notes.take("strumd:left")
    #expect(again?.words == left.words)
    #expect(notes.abandoned.isEmpty)
  }
}
