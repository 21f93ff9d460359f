import Foundation
import Testing

@testable import Web

/// How recordings come in and findings go out, with an analyst that does as the tests say.
@Suite(.serialized) struct AnalyzeTests {
  private let rig: WebRig
  private let analyst = StillAnalyst()

  init() throws {
    rig = try WebRig()
    rig.analyst = analyst
  }

  private func lines(_ script: String, now event: () -> Void = {}) throws -> [String] {
    let head = """
      def call(method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
      def post(path="/analyze", body=b"sound", **headers): return call("POST", path, body, **headers)

      """
    return try rig.python(head + script, now: event).split(separator: "\n").map(String.init)
  }

  @Test func `the recording arrives whole, and the format is the one asked for`() throws {
    analyst.reply = { analysis in
      .done(Array("\(analysis.format) \(Self.size(analysis.recording))".utf8))
    }
    let output = try lines(
      """
      for path, accept in (("", "*/*"), ("?format=lab", "*/*"), ("?format=midi", "x/y"), ("", "audio/midi"),
                           ("", "text/html, application/jams+json;q=0.9"), ("", "text/plain")):
        status, body, headers = post("/analyze" + path, bytes(3_000_000), Accept=accept)
        print(status, body.decode(), headers["Content-Type"])
      for path, accept in (("?format=mp3", "*/*"), ("?size=2", "*/*"), ("", "image/png"), ("/", "*/*")):
        print(post("/analyze" + path, Accept=accept)[0])
      """)
    #expect(
      output == [
        "200 json 3000000 application/json", "200 lab 3000000 text/plain; charset=utf-8",
        "200 midi 3000000 audio/midi", "200 midi 3000000 audio/midi",
        "200 jams 3000000 application/jams+json", "200 lab 3000000 text/plain; charset=utf-8",
        "400", "400", "406", "405",
      ])
  }

  @Test func `who does not want to wait is told where to look, and how far it is`() throws {
    var steps = [
      {
        // The answer may have come before the recording has reached who analyses it.
        rig.turn(until: { !analyst.pending.isEmpty })
        analyst.pending.first?.advance(to: 0.42)
      },
      { analyst.endAll(.done([1, 2])) },
    ]
    let output = try lines(
      """
      status, body, headers = post(Prefer="respond-async")
      place = headers["Location"]
      print(status, json.loads(body)["state"], place.startswith("/analyze/"))
      print(call("GET", place)[0])
      now()
      status, body, headers = call("GET", place)
      print(status, json.loads(body)["state"], json.loads(body)["progress"])
      print(headers["Retry-After"], json.loads(body)["id"] in place)
      now()
      status, body, headers = call("GET", place)
      print(status, body, headers["Content-Type"])
      print(call("DELETE", place)[0], call("GET", place)[0], call("DELETE", place)[0])
      """
    ) { steps.removeFirst()() }
    #expect(
      output == [
        "202 waiting True", "202", "now", "202 running 0.42", "1 True", "now",
        #"200 b'\x01\x02' application/json"#, "204 404 404",
      ])
  }

  @Test func `no more than four at a time, and each leaves room when it is over`() throws {
    let output = try lines(
      """
      places = [post(Prefer="respond-async")[2]["Location"] for _ in range(4)]
      status, body, headers = post()
      print(status, headers["Retry-After"])
      print(call("DELETE", places[0])[0])
      print("now")
      while post(Prefer="respond-async")[0] == 503: time.sleep(0.05)
      print("in")
      """
    ) { analyst.endGivenUp() }
    #expect(output == ["503 5", "204", "now", "in"])
    #expect(analyst.pending.count == 4)
  }

  @Test func `who hangs up does not want to know any more`() throws {
    var steps = [
      { rig.turn(until: { analyst.pending.count == 1 }) },
      { rig.turn(until: { analyst.pending.count == 2 && analyst.pending[0].isGivenUp }) },
    ]
    let output = try lines(
      """
      import socket
      caller = socket.create_connection(("127.0.0.1", port))
      caller.sendall(b"POST /analyze HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\n\\r\\nsound")
      now()
      caller.close()
      place = post(Prefer="respond-async")[2]["Location"]
      now()
      print(call("GET", place)[0])
      """
    ) { steps.removeFirst()() }
    #expect(output == ["now", "now", "202"])
    // Who has gone on without waiting, and asks again, is another matter.
    #expect(analyst.pending.map(\.isGivenUp) == [true, false])
  }

  @Test func `what is no recording is said to be none, and nothing is left`() throws {
    analyst.reply = { _ in .failed("the recording: is not an audio file") }
    let output = try lines(
      """
      status, body, _ = post()
      print(status, body.decode())
      print(post(body=bytes((64 << 20) + 1))[0])
      print(get("/analyze")[0], get("/analyze/none")[0], call("PUT", "/analyze/none")[0])
      import socket
      with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.sendall(b"POST /analyze HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 99999999\\r\\nExpect: 100-continue\\r\\n\\r\\n")
        print(caller.recv(4096)[:12].decode())
      with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.sendall(b"POST /analyze HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nExpect: 100-continue\\r\\n\\r\\n")
        print(caller.recv(4096)[:12].decode())
      time.sleep(0.3)
      print(post(Prefer="respond-async")[0] in (202, 422))
      """)
    #expect(
      output == [
        "422 the recording: is not an audio file", "413", "405 404 405", "HTTP/1.1 413",
        "HTTP/1.1 100", "True",
      ])
    #expect(analyst.folders.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
    #expect(!analyst.folders.isEmpty)
  }

  @Test func `no recording is left where the server ends first`() throws {
    _ = try lines(#"print(post(Prefer="respond-async")[0])"#)
    rig.turn(until: { analyst.pending.count == 1 })
    #expect(analyst.folders.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    rig.web.close()
    #expect(analyst.folders.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
  }

  @Test func `one that is on its way in ends with the server, and no more come`() throws {
    let analyses = Analyses()
    let analysis = try #require(analyses.admit(.json))
    let upload = Upload(analysis)
    #expect(FileManager.default.fileExists(atPath: analysis.recording))
    analyses.close()
    #expect(!FileManager.default.fileExists(atPath: analysis.recording))
    #expect(analyses.admit(.json) == nil)
    withExtendedLifetime(upload) {}
  }

  @Test func `pages from elsewhere send nothing`() throws {
    let output = try lines(
      """
      print(post(Origin="https://evil.example")[0], post(Host="evil.example")[0])
      print(post(Origin=f"http://127.0.0.1:{port}", Prefer="respond-async")[0])
      """)
    #expect(output == ["403 403", "202"])
    #expect(analyst.pending.count == 1)
  }

  @Test func `who does not show the token sends nothing`() throws {
    var options = WebOptions(port: 0, token: "0123456789abcdef")
    options.trustsLoopback = false
    let rig = try WebRig(options)
    rig.analyst = analyst
    analyst.reply = { _ in .done([]) }
    let output = try rig.python(
      """
      print(get("/analyze", method="POST")[0], get("/analyze/x")[0], get("/analyze/x", method="DELETE")[0])
      known = {"Authorization": "Bearer 0123456789abcdef"}
      print(get("/analyze", method="POST", **known)[0], get("/analyze/x", **known)[0])
      """)
    #expect(output == "401 401 401\n200 404\n")
    #expect(analyst.folders.count == 1)
  }

  private static func size(_ path: String) -> Int {
    (FileManager.default.contents(atPath: path) ?? Data()).count
  }
}
