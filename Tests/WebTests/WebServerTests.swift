import OSCControl
import Testing

@testable import Web

/// What callers may do, and what happens to those who do more.
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

  @Test func `what is too much is listed among the limits, in one datagram`() throws {
    let output = try WebRig.lines(
      """
      with connect(f"ws://127.0.0.1:{port}/") as socket:
        packet = osc("/engine/limits")
        socket.send(packet)
        packet = socket.recv(timeout=patience)
        values = OscMessage(packet).params
        limits = dict(zip(values[::2], values[1::2]))
        print(limits["connections"], limits["web_sockets"], limits["web_message_bytes"], limits["recording_bytes"] >> 20, limits["recording_seconds"] / 60, limits["recording_seconds_of_work"] / 60)
        print(len(packet) <= limits["reply_bytes"], len(values) <= limits["arguments"])
      """)
    #expect(output == ["32 16 65536 64 15.0 10.0", "True True"])
  }

  @Test func `a head without an end is not waited for, and a long one not read`() throws {
    let output = try WebRig.lines(
      """
      import socket
      def end(head):
        with socket.create_connection(("127.0.0.1", port)) as caller:
          caller.settimeout(patience)
          try:
            caller.sendall(head)
            return b"".join(iter(lambda: caller.recv(4096), b""))[:12]
          except ConnectionError: return b"reset"
      print(end(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nA: " + b"a" * 200000) in (b"HTTP/1.1 400", b"HTTP/1.1 431", b"reset"))
      print(end(b"\\x00\\xff" * 100))
      """)
    #expect(output == ["True", "b'HTTP/1.1 400'"])
  }

  @Test func `who asks on and reads no answers is hung up on`() throws {
    let output = try WebRig.lines(
      """
      import socket
      request = b"GET /page/style.css HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n"
      with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.settimeout(patience)
        try:
          while True: caller.sendall(request * 1000)
        except ConnectionError as error: print("hung up")
      with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.settimeout(patience)
        for _ in range(3):
          caller.sendall(request)
          answer = b""
          while b"\\r\\n\\r\\n" not in answer: answer += caller.recv(4096)
          head, rest = answer.split(b"\\r\\n\\r\\n", 1)
          size = int(head.lower().split(b"content-length: ")[1].split(b"\\r")[0])
          while len(rest) < size: rest += caller.recv(65536)
          print(head[:12])
      """)
    #expect(output == ["hung up"] + Array(repeating: "b'HTTP/1.1 200'", count: 3))
  }

  @Test func `who pings on and on and reads no answers is not answered on and on`() throws {
    let output = try WebRig.lines(
      """
      import socket
      with socket.create_connection(("127.0.0.1", port)) as caller:
        caller.settimeout(patience)
        caller.sendall(b"GET / HTTP/1.1\\r\\nHost: localhost\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
                       b"Sec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\r\\n\\r\\n")
        print(caller.recv(12))
        caller.sendall((b"\\x89\\xfd\\0\\0\\0\\0" + b"x" * 125) * 200000)
        caller.sendall(b"\\x88\\x80\\0\\0\\0\\0")
        size = 0
        try:
          while part := caller.recv(1 << 20): size += len(part)
        except ConnectionError: pass
        print(0 < size < 15_000_000)
      """)
    #expect(output == ["b'HTTP/1.1 101'", "True"])
  }

  @Test func `connections and web sockets are counted, and come free again`() throws {
    let output = try WebRig.lines(
      """
      import socket
      from websockets.exceptions import InvalidStatus
      def ask():
        try: return get("/tempo?VALUE")[0]
        except ConnectionError: return "full"
      def join():
        try: return connect(f"ws://127.0.0.1:{port}/")
        except InvalidStatus: return None
      def wait(wanted):
        end = time.monotonic() + patience
        while not wanted() and time.monotonic() < end: time.sleep(0.05)
        return wanted()
      idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
      print(wait(lambda: ask() == "full"))
      for caller in idle: caller.close()
      print(wait(lambda: ask() == 200))
      sockets = [connect(f"ws://127.0.0.1:{port}/") for _ in range(16)]
      print(join())
      for caller in sockets: caller.close()
      print(wait(join) is not None)
      """)
    #expect(output == ["True", "True", "None", "True"])
  }

  @Test func `a flood over one web socket is obeyed to the last message`() throws {
    let rig = try WebRig()
    let output = try rig.python(
      """
      with connect(f"ws://127.0.0.1:{port}/") as socket:
        for number in range(20001): socket.send(osc("/node/clean/frequency", 20.0 + number))
        socket.send(osc("/node/clean/frequency", "#1"))
        socket.send(osc("/ping"))
        while read(socket)[0] != "/pong": pass
        print("done")
      """)
    #expect(output == "done\n")
    #expect(rig.target.values[0] == 20000)
  }

  @Test func `a client that reads nothing is given up, and the others go on`() throws {
    let rig = try WebRig()
    let output = try rig.python(
      """
      import socket, base64, os
      lazy = socket.create_connection(("127.0.0.1", port))
      lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
      lazy.sendall(f"GET / HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\\r\\n\\r\\n".encode())
      packet = osc("/ping", "x" * 8000)
      frame = b"\\x82\\xfe" + len(packet).to_bytes(2, "big") + bytes(4) + packet
      lazy.settimeout(patience)
      try:
        for _ in range(3000): lazy.sendall(frame)
        print("taken")
      except ConnectionError: print("given up")
      with connect(f"ws://127.0.0.1:{port}/") as other:
        other.send(osc("/ping"))
        print(read(other))
      """)
    #expect(output == "given up\n['/pong']\n")
  }

  @Test func `broken frames and commands end the connection`() throws {
    let output = try WebRig.lines(
      """
      from websockets.exceptions import ConnectionClosed
      def end(message):
        with connect(f"ws://127.0.0.1:{port}/", max_size=None) as socket:
          try:
            socket.send(message)
            read(socket)
          except ConnectionClosed as error: return error.rcvd.code if error.rcvd else None
      print(end("no command"), end(b"x" * 70000) in (1009, None))
      """)
    #expect(output == ["1002 True"])
  }
}
