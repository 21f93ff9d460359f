import Foundation
import Graph
import PatchFile
import Testing
import YAML

@Suite struct BadPatchTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Bad")

  /// The files in `Bad`, each with the messages beside it.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test(arguments: names)
  func `a bad patch gets its exact messages`(name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: name + ".yaml"))
    let expected = try String(
      contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(Array(bytes), name: name + ".yaml", kinds: testKinds)
    }
    #expect(error?.description == expected)
  }

  @Test func `at least thirty kinds of bad patch are tried`() {
    #expect(Self.names.count >= 30)
  }

  @Test func `a file that is not there is named`() {
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(path: "/nowhere/x.yaml", kinds: testKinds)
    }
    #expect(
      error?.description
        == "/nowhere/x.yaml:1:1: error: cannot read the file: No such file or directory\n")
  }

  @Test func `nothing is quoted of a file that is no patch`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "strumd-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func complaint(_ name: String) -> String {
      let error = #expect(throws: Diagnostics.self) {
        _ = try PatchDocument(path: folder.path + "/" + name, kinds: testKinds)
      }
      return error?.description ?? ""
    }
    let secret = Data("root:$6$secret:1\nnodes: secret\n".utf8)
    try secret.write(to: folder.appending(path: "shadow"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.yaml"), withDestinationURL: folder.appending(path: "shadow"))
    try Data("password: secret\n".utf8).write(to: folder.appending(path: "network.yaml"))
    #expect(complaint("shadow").contains("this is no patch: the name of one"))
    #expect(complaint("link.yaml").contains("this is no patch: the name of one"))
    #expect(complaint("network.yaml").contains("this is no patch: nothing in it is called 'nodes'"))
    for name in ["shadow", "link.yaml", "network.yaml"] {
      #expect(!complaint(name).contains("secret"), "\(name)")
    }
    try secret.write(to: folder.appending(path: "patch.yml"))
    #expect(complaint("patch.yml").contains("secret"))
  }

  @Test func `a directory is not a file`() {
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(path: "/tmp", kinds: testKinds)
    }
    #expect(error?.description == "/tmp:1:1: error: this is no file\n")
  }
}
