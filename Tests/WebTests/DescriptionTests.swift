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
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
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
}
