import Foundation
import TestSupport
import Testing

@testable import Web

/// Recordings that come in lie in folders of their own, which nobody leaves behind for ever.
@Suite struct RecordingFolderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A folder as a strumd that was killed leaves it.
  private func leave(_ name: String, in parent: String) throws -> String {
    let folder = URL(filePath: parent).appending(path: name).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "sound".write(toFile: folder + "/recording", atomically: false, encoding: .utf8)
    return folder
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  @Test func `what a strumd that was killed has left is removed, what links lead to is not`() throws
  {
    let folder = try leave("strumd-recording-abcdef", in: scratch.path)
    let song = try scratch.write("song", to: "song")
    symlink(song, folder + "/document")
    RecordingFolder.sweep(scratch.path)
    #expect(!exists(folder))
    #expect(try scratch.text("song") == "song")
  }

  @Test func `a recording that is still wanted stays`() throws {
    let folder = try #require(RecordingFolder(in: scratch.path))
    try "sound".write(toFile: folder.path + "/recording", atomically: false, encoding: .utf8)
    RecordingFolder.sweep(scratch.path)
    #expect(exists(folder.path + "/recording"))
    folder.remove()
    #expect(try scratch.names.isEmpty)
  }

  @Test func `folders of other names, and links to folders, stay`() throws {
    let other = try leave("strumd-abcdef", in: scratch.path)
    symlink(other, scratch.path("strumd-recording-abcdef"))
    RecordingFolder.sweep(scratch.path)
    #expect(exists(other + "/recording"))
    #expect(exists(scratch.path("strumd-recording-abcdef/recording")))
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to be somebody else"))
  func `what belongs to somebody else stays`() throws {
    let folder = try leave("strumd-recording-abcdef", in: scratch.path)
    chown(folder, 65_534, 65_534)
    RecordingFolder.sweep(scratch.path)
    #expect(exists(folder + "/recording"))
  }

  @Test func `a server that begins removes what was left`() throws {
    let folder = try leave("strumd-recording-\(UUID())", in: NSTemporaryDirectory())
    let rig = try WebRig()
    rig.turn(until: { !exists(folder) })
    #expect(!exists(folder))
  }
}
