import Foundation
import Graph
import PatchFile
import TestSupport
import Testing
import YAML

@Suite struct BadPatchTests {
  private static let folder = "Tests/PatchFileTests/Bad"

  /// The files in `Bad`, each with the messages beside it.
  static let names = Checkout.names(in: folder, suffix: ".yaml")

  @Test(arguments: names)
  func `a bad patch gets its exact messages`(name: String) throws {
    let bytes = try Checkout.bytes("\(Self.folder)/\(name).yaml")
    let expected = try Checkout.text("\(Self.folder)/\(name).txt")
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(bytes, name: name + ".yaml", kinds: testKinds)
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
        == "/nowhere/x.yaml:1:1: error: cannot read the file: no such file or directory\n")
  }

  @Test func `nothing is quoted of a file that is no patch`() throws {
    let folder = try ScratchFolder()
    func complaint(_ name: String) -> String {
      let error = #expect(throws: Diagnostics.self) {
        _ = try PatchDocument(path: folder.path(name), kinds: testKinds)
      }
      return error?.description ?? ""
    }
    let secret = "root:$6$secret:1\nnodes: secret\n"
    let shadow = try folder.write(secret, to: "shadow")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.yaml"), withDestinationPath: shadow)
    try folder.write("password: secret\n", to: "network.yaml")
    #expect(complaint("shadow").contains("this is no patch: the name of one"))
    #expect(complaint("link.yaml").contains("this is no patch: the name of one"))
    #expect(complaint("network.yaml").contains("this is no patch: it holds no 'nodes'"))
    for name in ["shadow", "link.yaml", "network.yaml"] {
      #expect(!complaint(name).contains("secret"), "\(name)")
    }
    try folder.write(secret, to: "patch.yml")
    #expect(complaint("patch.yml").contains("secret"))
  }

  @Test func `a directory is not a file`() {
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(path: "/tmp", kinds: testKinds)
    }
    #expect(error?.description == "/tmp:1:1: error: this is no file\n")
  }
}
