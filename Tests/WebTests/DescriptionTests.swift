import Foundation
import Testing

@testable import Web

/// The OpenAPI description, beside what is really answered.
@Suite(.serialized) struct DescriptionTests {
  @Test func `every path that is described exists, with the methods and answers described`() throws
  {
    let rig = try WebRig()
    rig.analyst = StillAnalyst()
    rig.analyst?.reply = { _ in .done(Array("{}".utf8)) }
    let output = try rig.python(
      """
      from websockets.exceptions import InvalidStatus
      api = json.loads(get("/openapi.json")[1])
      def call(method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        connection.request(method, path, body=body)
        return connection.getresponse()
      for path, item in api["paths"].items():
        for method, operation in item.items():
          if method == "parameters": continue
          if "101" in operation["responses"]:
            with connect(f"ws://127.0.0.1:{port}{path}"): status = 101
          else:
            status = call(method.upper(), path.replace("{id}", "x"), b"sound" if method == "post" else None).status
          if str(status) not in operation["responses"]: print(path, method, status)
        for method in {"get", "put", "delete", "patch"} - set(item):
          if not path.startswith("/ws") and call(method.upper(), path.replace("{id}", "x")).status != 405: print(path, method)
      def refs(value):
        if isinstance(value, dict):
          if "$ref" in value: yield value["$ref"]
          for item in value.values(): yield from refs(item)
        elif isinstance(value, list):
          for item in value: yield from refs(item)
      known = {"#/components/schemas/" + name for name in api["components"]["schemas"]}
      print(api["openapi"], sorted(set(refs(api)) - known))
      """)
    #expect(output == "3.1.0 []\n")
  }

  /// The pages that people read, and the description that machines read.
  private func documents() throws -> (page: String, api: [String: Any]) {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../docs/web.md")
    let file = try #require(PageFile("openapi.json"))
    let api = try JSONSerialization.jsonObject(with: Data(file.bytes))
    return (try String(contentsOf: page, encoding: .utf8), try #require(api as? [String: Any]))
  }

  @Test func `docs, description and program know the same paths, formats and answers`() throws {
    let (page, api) = try documents()
    let paths = try #require(api["paths"] as? [String: [String: Any]])
    for path in paths.keys where !path.contains("{") {
      #expect(page.contains("`POST \(path)`") || page.contains("`\(path)`"), "\(path)")
    }
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let cells = rows.map {
      $0.dropFirst(2).prefix { $0 != "|" }.trimmingCharacters(in: .whitespaces)
    }
    let formats = cells.filter { cell in
      AnalysisFormat.allCases.contains { cell == "`\($0.rawValue)`" }
    }
    #expect(formats == AnalysisFormat.allCases.map { "`\($0.rawValue)`" })
    let documented = Set(
      cells.flatMap { $0.split(separator: ", ") }.filter { Int($0) != nil }.map(String.init))
    let described = try ["/analyze", "/analyze/{id}"].reduce(into: Set<String>()) { all, path in
      for case let operation as [String: Any] in try #require(paths[path]).values {
        all.formUnion((operation["responses"] as? [String: Any] ?? [:]).keys)
      }
    }
    #expect(documented.isSubset(of: described))
    #expect(described.subtracting(documented).isSubset(of: ["200", "202", "204", "404"]))
  }
}
