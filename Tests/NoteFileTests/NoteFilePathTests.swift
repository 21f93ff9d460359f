import Foundation
import Testing

@testable import NoteFile

@Suite struct NoteFilePathTests {
  private let folder = "/tmp/strumd-\(UUID().uuidString)"

  @Test func `a folder in tmp is ours if we have made it`() {
    defer { rmdir(folder) }
    #expect(NoteFilePath.prepare(folder))
    #expect(NoteFilePath.prepare(folder))
  }

  @Test func `a link in tmp, which anybody may have laid, is not`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder, withDestinationPath: NSTemporaryDirectory())
    defer { unlink(folder) }
    #expect(!NoteFilePath.prepare(folder))
  }

  @Test func `a note file has all of its room from the start, as a disk may fill up`() throws {
    let file = folder + "-notes"
    defer { unlink(file) }
    let notes = try NoteFile.open(path: file, creates: true)
    var status = stat()
    #expect(stat(file, &status) == 0)
    #expect(status.st_size > 0 && status.st_blocks * 512 >= status.st_size)
    withExtendedLifetime(notes) {}
  }

  @Test func `a note file is no link`() throws {
    let file = folder + "-notes"
    defer {
      unlink(file)
      unlink(folder)
    }
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: folder)
    #expect(throws: NoteFileError.self) { _ = try NoteFile.open(path: file, creates: true) }
    #expect(access(folder, F_OK) != 0)
  }
}
