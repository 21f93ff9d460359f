import Testing

@testable import Web

/// Sound in and music out over web sockets, with Python's websockets at the far end.
@Suite(.serialized) struct SoundSocketTests {
  private let rig: WebRig
  private let taker = StillTaker()

  init() throws {
    rig = try WebRig()
    rig.taker = taker
  }

  private func lines(_ script: String, now event: () -> Void = {}) throws -> [String] {
    let head = """
      import struct
      from websockets.exceptions import ConnectionClosed
      def open(path="/ws", **options): return connect(f"ws://127.0.0.1:{port}{path}", **options)
      def header(**fields): return json.dumps(fields)
      def last(socket):
        said = None
        try:
          while True: said = read(socket)
        except ConnectionClosed as error: return said, error.rcvd.code if error.rcvd else None

      """
    return try rig.python(head + script, now: event).split(separator: "\n").map(String.init)
  }

  @Test func `sound arrives as the mean of its channels, in both formats`() throws {
    let output = try lines(
      """
      with open() as socket:
        socket.send(header(rate=44100, format="s16le", channels=2))
        print(read(socket))
        socket.send(struct.pack("<4h", 16384, 0, -32768, -32768))
        print(read(socket)["underruns"])
        socket.send(header(rate=22050, format="f32le", channels=1))
        socket.send(struct.pack("<3f", 0.125, float("nan"), 99.0))
        print(read(socket))
      """)
    #expect(
      output == [
        "{'type': 'ready', 'node': 'web', 'rate': 48000}", "2",
        "{'type': 'state', 'buffered': 0.0002, 'underruns': 2, 'overrun': 0.5}",
      ])
    #expect(taker.samples == [0.25, -1, 0.125, 0, 8])
    #expect(taker.rate == 22_050)
    #expect(taker.endCount == 1)
  }

  @Test func `chords come back with their place in the stream`() throws {
    let output = try lines(
      """
      with open("/ws?node=web") as socket, open("/") as other:
        socket.send(header(rate=48000))
        read(socket)
        print("now")
        print(read(socket))
        try: print(read(other, 0.3))
        except TimeoutError: print("silence")
      """
    ) {
      rig.web.tell(
        HeardChord(
          node: "ear", harte: "F#:hdim7", symbol: "F#m7b5", confidence: 0.75, isSettled: true,
          frame: 96_000), taker)
    }
    #expect(
      output == [
        "now",
        "{'type': 'chord', 'node': 'ear', 'chord': 'F#:hdim7', 'symbol': 'F#m7b5', 'time': 1, "
          + "'confidence': 0.75, 'settled': True}", "silence",
      ])
  }

  @Test func `what is wrong with the sound is said before the connection ends`() throws {
    let output = try lines(
      """
      def attempt(*messages, path="/ws"):
        with open(path) as socket:
          for message in messages: socket.send(message)
          said, code = last(socket)
          print(said["message"] if said else None, code)
      attempt(b"1234")
      attempt("[]")
      attempt(header(rate=1))
      attempt(header(rate=48000, format="mp3"))
      attempt(header(rate=48000, channels=2.5))
      attempt(header(rate=48000), b"123")
      attempt(header(rate=48000), path="/ws?node=drums")
      """)
    #expect(
      output == [
        "say first how the sound is written 1007",
        #"say first {"rate": 48000, "format": "s16le", "channels": 1} 1007"#,
        "rate must be a number from 4000 to 192000, in Hz 1007",
        "format must be s16le or f32le 1007", "channels must be a number from 1 to 8 1007",
        "a message must hold whole frames 1007", "there is no such node 1008",
      ])
    #expect(taker.samples.isEmpty)
  }

  @Test func `the band's messages go to all who listen, with their times`() throws {
    let output = try lines(
      """
      with open("/ws/midi") as one, open("/ws/midi") as two, open("/") as other:
        other.send(osc("/ping")); read(other)
        print("now")
        print(read(one))
        print(read(two)["events"][1]["data"])
        one.send(b"123")
        print(last(one)[1])
        try: print(read(other, 0.3))
        except TimeoutError: print("silence")
      """
    ) {
      rig.web.tell(PlayedMessage(time: 12.25, port: "bass", bytes: [0x90, 40, 100]))
      rig.web.tell(PlayedMessage(time: 12.5, port: "bass", bytes: [0xC0, 33]))
    }
    #expect(
      output == [
        "now",
        "{'now': 12.26, 'events': [{'time': 12.25, 'port': 'bass', 'data': [144, 40, 100]}, "
          + "{'time': 12.5, 'port': 'bass', 'data': [192, 33]}]}",
        "[192, 33]", "1002", "silence",
      ])
  }

  @Test func `who asks for it hears the band as OSC`() throws {
    let output = try lines(
      """
      from pythonosc.osc_bundle import OscBundle
      with open("/ws/midi?format=binary") as machine, open("/ws/midi") as reader:
        reader.ping().wait(patience)
        machine.ping().wait(patience)
        print("now")
        for message in OscBundle(machine.recv(timeout=patience)): print(message.address, message.params)
        print(type(read(reader)))
      """
    ) {
      rig.web.tell(PlayedMessage(time: 12.25, port: "bass", bytes: [0x90, 40, 100]))
      rig.web.tell(PlayedMessage(time: 12.5, port: "keys", bytes: [0xC0, 33]))
    }
    #expect(
      output == [
        "now", "/now [12.26]", "/midi/bass [12.25, (0, 144, 40, 100)]",
        "/midi/keys [12.5, (0, 192, 33, 0)]", "<class 'dict'>",
      ])
  }
}
