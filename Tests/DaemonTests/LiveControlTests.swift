import Foundation
import TestSupport
import Testing

/// The running band, controlled by strumctl and by clients that we did not write.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LiveControlTests {
  private let stage: LiveStage

  init() async throws { stage = try await LiveStage() }

  private static let patch = LiveStage.soundAndNotes

  /// Starts server and strumd; returns strumd and its OSC port.
  private func start() async throws -> (strumd: LiveProcess, port: String) {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(Self.patch, until: "OSC on port")
    let digits = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    return (strumd, try #require(digits.map(String.init)))
  }

  private func strumctl(_ port: String, _ arguments: String...) throws -> String {
    try stage.run([LiveStage.programs + "/strumctl", "--osc-port", port] + arguments)
  }

  private func python(_ port: String, _ script: String) throws -> String {
    let head = """
      import time
      from pythonosc.udp_client import SimpleUDPClient
      from pythonosc.osc_message_builder import OscMessageBuilder
      from pythonosc.osc_bundle_builder import OscBundleBuilder
      client = SimpleUDPClient("127.0.0.1", \(port))

      """
    return try stage.run([Checkout.python, "-c", head + script])
  }

  @Test func `the graph is told, and levels of its outputs while they are wanted`() async throws {
    try await stage.startServer()
    let input = Checkout.path("demo/take.flac")
    let strumd = try await stage.startStrumd(
      Self.patch, ["--input", input, "--loop"], until: "OSC on port")
    let port = try await stage.oscPort(of: strumd)
    let output = try python(
      port,
      """
      import json, socket
      from pythonosc.osc_packet import OscPacket
      client._sock.settimeout(120)
      def heard():
        for message in OscPacket(client._sock.recv(65536)).messages: yield message.message
      def wait(wanted):
        while True:
          for message in heard():
            if wanted(message): return message.params
      def ask(address, *values):
        text = ""
        client.send_message(address, [*values, "#1"])
        while True:
          found = wait(lambda message: message.address in ("/reply", "/error"))
          text += str(found[2])
          if len(found) < 5 or found[3] == found[4]: return text
      graph = json.loads(ask("/patch/graph"))
      print([node["id"] for node in graph["nodes"]], [wire["to"] for wire in graph["wires"]])
      print("highpass" in [kind["kind"] for kind in json.loads(ask("/patch/kinds"))])
      client.send_message("/subscribe", ["/{level,patch}//", 30, 120])
      client.send_message("/levels", [120])
      print(wait(lambda message: message.address == "/level/volume/out" and message.params[0] > -60)[0] < 0)
      print(ask("/wire/remove", "guitar -> volume"))
      print(len(json.loads(ask("/patch/graph"))["wires"]))
      wait(lambda message: message.address == "/level/volume/out" and message.params[0] < -100)
      print(ask("/wire/add", "keys -> volume").splitlines()[0][:40])
      """)
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(
      lines.first == "['guitar', 'volume', 'speakers', 'keys', 'synth'] "
        + "[['volume', 'in'], ['speakers', 'in'], ['synth', 'in']]")
    #expect(lines.dropFirst().prefix(2) == ["True", "True"])
    #expect(lines.dropFirst(4).first == "2")
    #expect(lines.last?.isEmpty == false)
  }

  /// An address of this machine that is not 127.0.0.1 stands in for another machine's.
  @Test func `a controller on the network plays, where it is let in`() async throws {
    try await stage.startServer()
    let strumd = try await stage.startStrumd(
      Self.patch, ["--listen", "lan", "--allow", "127.0.0.5", "--osc-lan"], until: "OSC on port")
    let port = try await stage.oscPort(of: strumd)
    let output = try stage.run([
      Checkout.python, "-c",
      """
      import socket
      from pythonosc.osc_message import OscMessage
      from pythonosc.osc_message_builder import OscMessageBuilder
      def client(address):
        wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        wire.bind((address, 0))
        return wire
      def ask(wire, address, *values):
        message = OscMessageBuilder(address)
        for value in values + ("#1",): message.add_arg(value)
        wire.sendto(message.build().dgram, (wire.getsockname()[0], \(port)))
        return OscMessage(wire.recv(65536)).params
      known, other = client("127.0.0.5"), client("127.0.0.6")
      known.settimeout(120)
      other.settimeout(1)
      print(ask(known, "/node/volume/gain", -7.0)[2], ask(known, "/patch/load", "a.yaml")[2])
      try: print(ask(other, "/panic"))
      except TimeoutError: print("silent")
      """,
    ])
    #expect(output == "-7.0 403\nsilent\n")
    #expect(try strumctl(port, "get", "volume/gain") == "-7\n")
  }

  @Test func `a control is learnt, moves its parameter, and is kept in the file`() async throws {
    try await stage.startServer()
    let peer = try await stage.startPeer()
    let rig = Self.patch.replacing(
      "wires:", with: "  - {id: hands, kind: controller}\nwires:\n  - keys -> hands")
    let strumd = try await stage.startStrumd(rig, until: "OSC on port")
    let digits = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    let port = try #require(digits.map(String.init))
    try await eventually("the peer's wire") {
      try stage.connections(of: "peer:out").contains { $0.hasSuffix("keys") }
    }
    let learning = try stage.start(
      [LiveStage.programs + "/strumctl", "--osc-port", port, "learn", "volume/gain", "jump"])
    try await eventually("a binding") {
      peer.send(0xB2, 40, 1)
      return !learning.isRunning
    }
    #expect(learning.output == "cc 40 ch 3 -> volume/gain jump\n")
    try await eventually("the knob") {
      peer.send(0xB2, 40, 127)
      return try strumctl(port, "get", "volume/gain") == "24\n"
    }
    _ = try strumctl(port, "save", stage.patch, "--replace")
    let saved = try String(contentsOfFile: stage.patch, encoding: .utf8)
    #expect(saved.hasSuffix("midi_map:\n  - cc 40 ch 3 -> volume/gain jump\n"))
    _ = try strumctl(port, "learn", "--remove", "volume/gain")
    // Nor does the file that was just saved bring it back.
    for _ in 0..<10 {
      #expect(try strumctl(port, "learn") == "")
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  @Test func `strumctl sets and gets, and says what was limited`() async throws {
    let (_, port) = try await start()
    #expect(try strumctl(port, "set", "volume/gain", "-6.5") == "-6.5\n")
    #expect(try strumctl(port, "get", "volume/gain") == "-6.5\n")
    #expect(try strumctl(port, "set", "volume/gain", "999").hasSuffix("(limited to its range)\n"))
    #expect(try strumctl(port, "set", "/tempo", "133") == "133\n")
    try await eventually("the tempo") { try strumctl(port, "get", "/tempo") == "133\n" }
  }

  @Test func `strumctl tells what each node costs`() async throws {
    let (_, port) = try await start()
    try await eventually("all nodes are timed") {
      let lines = try strumctl(port, "ledger").split(separator: "\n").dropFirst()
      let names = lines.compactMap { $0.split(separator: " ").first }
      return Set(names) == ["guitar", "volume", "speakers", "keys", "synth"]
        && lines.allSatisfy { !$0.contains(" 0.00 ") }
    }
    let text = try strumctl(port, "ledger", "--json")
    let ledger = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let nodes = try #require(ledger?["nodes"] as? [[String: Any]])
    let volume = try #require(nodes.first { $0["id"] as? String == "volume" })
    #expect(volume["kind"] as? String == "gain")
    let bins = try #require(volume["histogram"] as? [[String: Double]])
    #expect(bins.map { $0["count"] ?? 0 }.reduce(0, +) == volume["cycles"] as? Double)
  }

  @Test func `strumctl puts another patch on, and a wrong one changes nothing`() async throws {
    let (strumd, port) = try await start()
    let other = stage.scratch.path("other.yaml")
    try ("version: 1\n" + Self.patch.replacing("volume", with: "level") + "\n")
      .write(toFile: other, atomically: true, encoding: .utf8)
    #expect(try strumctl(port, "load", other).contains("other.yaml"))
    #expect(try strumctl(port, "get", "level/gain") == "0\n")
    #expect(try strumctl(port, "get", "volume/gain").contains("no such address"))

    let wrong = stage.scratch.path("wrong.yaml")
    try ("version: 1\n" + Self.patch.replacing("kind: gain", with: "kind: gian") + "\n")
      .write(toFile: wrong, atomically: true, encoding: .utf8)
    #expect(try strumctl(port, "load", wrong).contains("wrong.yaml:7:11: error: unknown kind"))
    #expect(try strumctl(port, "get", "/patch/load").contains("other.yaml"))
    #expect(try strumctl(port, "set", "level/gain", "-3") == "-3\n")
    #expect(strumd.isRunning)
  }

  @Test func `a dated bundle from python-osc takes effect in its time`() async throws {
    let (_, port) = try await start()
    let due = Date(timeIntervalSinceNow: 5)
    _ = try python(
      port,
      """
      bundle = OscBundleBuilder(\(due.timeIntervalSince1970))
      message = OscMessageBuilder("/node/volume/gain")
      message.add_arg(-12.0)
      bundle.add_content(message.build())
      client.send(bundle.build())
      """)
    let early = try strumctl(port, "get", "volume/gain")
    // On a busy machine asking alone may take longer.
    #expect(early == "0\n" || Date.now > due)
    try await eventually("the change") { try strumctl(port, "get", "volume/gain") == "-12\n" }
  }

  @Test func `three taps set the tempo`() async throws {
    let (_, port) = try await start()
    // A busy machine may tap unevenly at first.
    try await eventually("the tempo of the taps") {
      _ = try python(
        port,
        """
        for tap in range(3):
          client.send_message("/tap", [])
          time.sleep(0.5)
        """)
      return (105...140).contains(Double(try strumctl(port, "get", "/tempo").dropLast()) ?? 0)
    }
  }

  @Test func `a panic from oscsend ends every note`() async throws {
    let (strumd, port) = try await start()
    let peer = try await stage.startPeer()
    try await eventually("the peer's wires") {
      try stage.connections(of: "strumd:synth") == ["peer:in"]
        && stage.connections(of: "strumd:keys") == ["peer:out"]
    }
    try await peer.hold(60, to: [[1, 60]])
    try stage.run(["oscsend", "127.0.0.1", port, "/panic"])
    try await eventually("the note's end") { peer.sounding.isEmpty }
    #expect(strumd.isRunning)
  }

  @Test func `quit ends strumd in good order`() async throws {
    let (strumd, port) = try await start()
    try stage.run(["oscsend", "127.0.0.1", port, "/quit"])
    #expect(try await strumd.status() == 0)
  }
}
