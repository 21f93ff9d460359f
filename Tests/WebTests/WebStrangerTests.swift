import OSCControl
import Testing

@testable import Web

/// What callers of other machines may do, with a token and without; callers from this machine stand in for them.
@Suite(.serialized) struct WebStrangerTests {
  @Test func `strangers hold few sockets, for seconds, and keep nobody out`() throws {
    var options = WebOptions(port: 0, token: "0123456789abcdef")
    options.trustsLoopback = false
    let output = try WebRig.lines(
      """
      from websockets.exceptions import ConnectionClosed, InvalidStatus
      import socket
      def attempt(**options): return connect(f"ws://127.0.0.1:{port}/", **options)
      known = {"Authorization": "Bearer 0123456789abcdef"}
      mute = [attempt() for _ in range(4)]
      try: attempt()
      except InvalidStatus as error: print(error.response.status_code)
      with attempt(additional_headers=known) as friend:
        friend.send(osc("/ping"))
        print(read(friend))
      try: mute[0].recv(timeout=patience)
      except ConnectionClosed as error: print(error.rcvd.code)
      for caller in mute: caller.close()
      def insist(**options):
        for _ in range(300):
          try: return attempt(**options)
          except InvalidStatus: time.sleep(0.1)
      late = insist()
      say(late, "TOKEN", "0123456789abcdef")
      time.sleep(7)
      late.send(osc("/ping"))
      print(read(late))
      friends = [insist(additional_headers=known) for _ in range(7)]
      try: attempt(additional_headers=known)
      except InvalidStatus as error: print(error.response.status_code)
      for caller in friends + [late]: caller.close()
      insist(additional_headers=known).close()
      def is_open(caller):
        caller.settimeout(0.01)
        try: return caller.recv(1) != b""
        except TimeoutError: return True
        except ConnectionError: return False
      def crowd():
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
        time.sleep(2)
        count = sum(is_open(caller) for caller in idle)
        for caller in idle: caller.close()
        return count
      # Those of before may not all be gone yet, and of those who are too many some not yet turned away.
      end = time.monotonic() + patience
      while (count := crowd()) != 24 and time.monotonic() < end: pass
      print(count)
      """, options)
    #expect(output == ["503", "['/pong']", "1008", "['/pong']", "503", "24"])
  }

  @Test func `with the token one administrates from elsewhere, with that for playing one plays`()
    throws
  {
    var options = WebOptions(
      port: 0, token: "0123456789abcdef", playToken: "fedcba9876543210")
    options.trustsLoopback = false
    let rig = try WebRig(options)
    let output = try rig.python(
      """
      wishes = [
        ["/node/clean/gain", 0.25], ["/patch/load", "a.yaml"], ["/patch/save", "a.yaml"],
        ["/monitor", 5.0], ["/quit"]]
      def ask(token):
        with connect(f"ws://127.0.0.1:{port}/") as caller:
          say(caller, "TOKEN", token)
          answers = []
          for number, wish in enumerate(wishes):
            caller.send(osc(*wish, f"#{number}"))
            answer = [""]
            while answer[0] not in ("/reply", "/error"): answer = read(caller)
            answers.append(answer[3] if answer[0] == "/error" else "done")
          print(answers)
      ask("fedcba9876543210")
      ask("0123456789abcdef")
      play = {"Authorization": "Bearer fedcba9876543210"}
      print(get("/analyze", method="POST", **play)[0], get("/tempo?VALUE", **play)[0])
      """)
    #expect(
      output == """
        ['done', 403, 403, 403, 403]
        ['done', 422, 'done', 'done', 'done']
        403 200

        """)
    #expect(rig.target.board.saved.map(\.path) == ["a.yaml"])
    #expect(rig.target.commands == [.quit])
  }

  @Test func `a stranger who asks too much is refused, panics never`() throws {
    var options = WebOptions(port: 0, token: "0123456789abcdef")
    options.trustsLoopback = false
    let rig = try WebRig(options)
    let output = try rig.python(
      """
      import socket, struct
      known = {"Authorization": "Bearer 0123456789abcdef"}
      caller = connect(f"ws://127.0.0.1:{port}/", additional_headers=known)
      with socket.create_connection(("127.0.0.1", port), timeout=patience) as wire:
        wire.sendall(b"GET /?HOST_INFO HTTP/1.1\\r\\nHost: localhost\\r\\nAuthorization: Bearer 0123456789abcdef\\r\\n\\r\\n" * 1000)
        data = b""
        while data.count(b"HTTP/1.1 ") < 1000: data += wire.recv(65536)
      print(data.count(b" 200 OK") >= 200, data.count(b" 429 ") > 0)
      packet = osc("/node/clean/gain", 0.25)
      bundle = b"#bundle\\0" + struct.pack(">II", 0, 1) + (struct.pack(">i", len(packet)) + packet) * 250
      for _ in range(4):
        for _ in range(100): caller.send(bundle)
        caller.send(osc("/panic", "#1"))
      panics, codes = 0, set()
      while panics < 4:
        message = read(caller)
        if message[0] == "/reply": panics += 1
        if message[0] == "/error": codes.add(message[3])
      print(codes)
      """)
    #expect(output == "True True\n{429}\n")
    #expect(rig.target.commands.count { $0 == .panic } == 4)
  }

  @Test func `a stranger who asks for one web socket after the other is refused, too`() throws {
    var options = WebOptions(port: 0, token: "0123456789abcdef")
    options.trustsLoopback = false
    let rig = try WebRig(options)
    let output = try rig.python(
      """
      from websockets.exceptions import InvalidStatus
      known = {"Authorization": "Bearer 0123456789abcdef"}
      codes = []
      while 429 not in codes and len(codes) < 5000:
        try:
          with connect(f"ws://127.0.0.1:{port}/", additional_headers=known): codes.append(101)
        except InvalidStatus as refusal: codes.append(refusal.response.status_code)
      print(codes[0], codes[-1])
      """)
    #expect(output == "101 429\n")
  }

  @Test func `callers from elsewhere show the token first`() throws {
    let door = Doorkeeper(
      networks: [Network("10.0.0.0/8")].compactMap(\.self), token: "0123456789abcdef",
      hostname: "box")
    #expect(!door.trusts(0x0A00_0001, token: nil))
    let options = WebOptions(
      port: 0, networks: [Network("10.0.0.0/8")].compactMap(\.self), token: "0123456789abcdef",
      hostname: "box")
    #expect(try WebRig.lines("print(get('/tempo?VALUE')[0])", options) == ["200"])
  }
}
