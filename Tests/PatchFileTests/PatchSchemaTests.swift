import Foundation
import Graph
import PatchFile
import Testing
import YAML

@Suite struct PatchSchemaTests {
  private typealias Object = [String: Any]

  private func schema() throws -> Object {
    let text = testKinds.patchSchema.pretty
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  private func node() throws -> Object {
    let nodes = (try schema()["properties"] as? Object)?["nodes"] as? Object
    return try #require(nodes?["items"] as? Object)
  }

  /// What the schema allows in a node of `kind`.
  private func branch(_ kind: String) throws -> Object {
    let branches = try #require(try node()["allOf"] as? [Object])
    let index = try #require(testKinds.declarations.firstIndex { $0.kind == kind })
    return try #require(branches[index]["then"] as? Object)
  }

  @Test func `every kind is offered`() throws {
    let kind = (try node()["properties"] as? Object)?["kind"] as? Object
    #expect(kind?["enum"] as? [String] == testKinds.declarations.map(\.kind))
  }

  @Test func `a kind allows its settings and parameters and no more`() throws {
    let branch = try branch("highpass")
    let properties = try #require(branch["properties"] as? Object)
    #expect(Set(properties.keys) == ["id", "kind", "frequency", "q", "poles"])
    #expect(branch["additionalProperties"] as? Bool == false)
  }

  @Test func `ranges and defaults are those of the declaration`() throws {
    let properties = try #require(try branch("highpass")["properties"] as? Object)
    let resonance = try #require(properties["q"] as? Object)
    #expect(resonance["minimum"] as? Double == 0.1)
    #expect(resonance["maximum"] as? Double == 20)
    #expect(resonance["default"] as? Double == 0.7)
  }

  @Test func `a required setting is required`() throws {
    #expect(try branch("player")["required"] as? [String] == ["file"])
  }

  @Test func `a patch holds the keys that the reader knows`() throws {
    let properties = try #require(try schema()["properties"] as? Object)
    let file = "x: 1\n" + properties.keys.map { "\($0): [[]]\n" }.joined()
    let error = #expect(throws: Diagnostics.self) {
      _ = try PatchDocument(Array(file.utf8), name: "t", kinds: testKinds)
    }
    let unknown = error?.all.filter { $0.message.hasPrefix("the patch has no key") }
    #expect(unknown?.map(\.message) == ["the patch has no key 'x'"])
    #expect(properties.count == 11)
  }
}
