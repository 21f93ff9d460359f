import OSCControl
import Testing

@testable import Web

/// What callers may do, and what happens to those who do something else.
@Suite(.serialized) struct WebServerTests {
  @Test func `a browser gets the page, anything else the tree`() throws {
    let output = try WebRig.lines(
      """
      print(get("/", Accept="text/html,*/*")[1][:15])
      print(get("/", Accept="*/*")[1][:14])
      for name in ("main.js", "style.css", "nothing.js", "../index.html"): print(get("/page/" + name)[0])
      """)
    #expect(output == ["<!doctype html>", #"{"FULL_PATH":""#, "200", "200", "404", "404"])
  }

  @Test func `the whole page is smaller than 200 kB`() {
    #expect(PageFiles.all.reduce(0) { $0 + $1.text.utf8CodeUnitCount } < 200_000)
  }

  @Test func `nothing changes by HTTP`() throws {
    let output = try WebRig.lines(
      """
      for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"): print(get("/panic", method=method)[0])
      print(get("/panic")[0])
      """)
    #expect(output == ["405", "405", "405", "405", "405", "200"])
  }

  @Test func `pages from elsewhere, and other names for us, are turned away`() throws {
    let output = try WebRig.lines(
      """
      from websockets.exceptions import InvalidStatus
      print(get("/", Host="evil.example")[0], get("/", Origin="https://evil.example")[0])
      def attempt(**options):
        try:
          with connect(f"ws://127.0.0.1:{port}/", **options) as socket: return "in"
        except InvalidStatus as error: return error.response.status_code
      print(attempt(), attempt(origin=f"http://127.0.0.1:{port}"))
      print(attempt(origin="https://evil.example"), attempt(additional_headers={"Host": "evil.example"}))
      """)
    #expect(output.prefix(3) == ["403 403", "in in", "403 403"])
  }

  /// After either HTTP is read no more.
  @Test func `a web socket of another version is told ours, and other protocols are passed over`()
    throws
  {
    let output = try WebRig.lines(
      """
      def attempt(**headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        connection.request("GET", "/tempo?VALUE", headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer.status, *map(answer.getheader, ["Sec-WebSocket-Version", "Upgrade", "Connection"])
      key = "AAAAAAAAAAAAAAAAAAAAAA=="
      socket = {"Connection": "Upgrade", "Upgrade": "WebSocket"}
      print(*attempt(**socket, Sec_WebSocket_Version="8", Sec_WebSocket_Key=key))
      print(*attempt(**socket, Sec_WebSocket_Version="13"))
      print(*attempt(**socket, Sec_WebSocket_Key=key))
      print(*attempt(Connection="Upgrade, HTTP2-Settings", Upgrade="h2c", HTTP2_Settings="AAMAAABkAAQAAP__"))
      """)
    #expect(
      output == [
        "426 13 websocket upgrade, close", "400 None None close", "400 None None close",
        "200 None None close",
      ])
  }

  /// After which more of HTTP would follow where frames are read.
  @Test func `a web socket that is not asked for as it should be is none, whatever comes behind`()
    throws
  {
    let output = try WebRig.lines(
      """
      import re, socket
      key = "Sec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\r\\n"
      page = "GET /page/style.css HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"
      def answers(first, connection, rest=""):
        head = f"{first}\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\n{connection}{key}\\r\\n{rest}"
        with socket.create_connection(("127.0.0.1", port)) as caller:
          caller.settimeout(patience)
          try:
            caller.sendall((head + page).encode())
            got = b"".join(iter(lambda: caller.recv(4096), b""))
          except ConnectionError: return "reset"
        return [status.decode() for status in re.findall(rb"HTTP/1.. (\\d+)", got)]
      print(answers("GET / HTTP/1.1", ""))
      print(answers("GET / HTTP/1.1", "Connection: keep-alive\\r\\n"))
      print(answers("POST / HTTP/1.1", "Connection: Upgrade\\r\\n"))
      print(answers("GET / HTTP/1.0", "Connection: Upgrade\\r\\n"))
      print(answers("GET / HTTP/1.1", "Connection: Upgrade\\r\\nContent-Length: 4\\r\\n", "more"))
      print(answers("GET / HTTP/1.1", "Connection: Upgrade\\r\\n")[:1])
      """)
    #expect(
      output == ["['400', '200']", "['400', '200']", "['400']", "['400']", "['400']", "['101']"])
  }
}
