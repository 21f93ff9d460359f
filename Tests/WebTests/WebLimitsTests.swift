import OSCControl
import Testing

@testable import Web

/// What happens to callers who want too much, or take too little.
@Suite(.serialized) struct WebLimitsTests {
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
