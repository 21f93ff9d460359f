import Foundation
import OSCControl
import Testing

@Suite struct DaemonVerbTests {
  let daemon = DaemonStub()

  @Test func `status shows what strumd says of itself`() throws {
    let result = try daemon.strumctl("status") { $0.publish("/chord", [.string("Am7")]) }
    #expect(
      result.output == """
        patch   /patches/trio.yaml
        cycles  7
        chord   Am7
        key     -

        """)
    #expect(result.status == 0)
  }

  @Test func `status is JSON when asked for`() throws {
    let result = try daemon.strumctl("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["cycles"] as? Int == 7)
  }

  @Test func `get shows one value bare, and many with their addresses`() throws {
    #expect(try daemon.strumctl("get", "out/gain").output == "0\n")
    #expect(try daemon.strumctl("get", "/tempo").output == "96\n")
    #expect(
      try daemon.strumctl("get").output == """
        /node/out/gain 0
        /node/band/style rock

        """)
    #expect(try daemon.strumctl("get", "*.gain", "--json").output == "{\"/node/out/gain\": 0}\n")
  }

  @Test func `set takes numbers below zero, and names`() throws {
    #expect(try daemon.strumctl("set", "out.gain", "-6.5").output == "-6.5\n")
    #expect(daemon.values[0] == -6.5)
    #expect(try daemon.strumctl("set", "band/style", "swing").output == "swing\n")
    #expect(daemon.values[1] == 2)
  }

  @Test func `set says when a value was limited`() throws {
    let result = try daemon.strumctl("set", "out/gain", "99")
    #expect(result.output == "12 (limited to its range)\n")
  }

  @Test func `a misspelt parameter is corrected`() throws {
    let result = try daemon.strumctl("set", "out/gian", "1")
    #expect(
      result.errors == "Error: no such address; did you mean /node/out/gain?\n")
    #expect(result.status == 1)
  }

  @Test func `load shows all that is wrong however long it is`() throws {
    let result = try daemon.strumctl("load", "/nowhere/bad.yaml")
    #expect(result.status == 1)
    let line = "/nowhere/bad.yaml:1:1: error: nothing is right\n"
    #expect(result.errors == "Error: " + String(repeating: line, count: 60) + "\n")
    #expect(try daemon.strumctl("load", "/nowhere/good.yaml").output == "playing\n")
  }

  @Test(arguments: [
    ["load", "/a/good.yaml"], ["preload", "/a/good.yaml"], ["save", "/a/b.yaml"], ["next"],
    ["previous"], ["goto", "2"], ["tap"], ["beat", "one"], ["panic"], ["undo"], ["redo"],
    ["chart", "goto", "chorus"], ["chart", "load", "/a/song.cho"], ["send", "/undo"], ["start"],
    ["stop"], ["version"], ["at", "--cancel"], ["dump"], ["sync"],
  ])
  func `what is done is told as JSON, too`(_ words: [String]) throws {
    let result = try daemon.strumctl(words + ["--json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["ok"] as? Bool == true && object?["text"] is String, "\(result)")
  }

  @Test func `a refusal is told as JSON, too`() throws {
    let result = try daemon.strumctl("chart", "goto", "nowhere", "--json")
    #expect(result.output == "{\"ok\":false,\"error\":\"the chart has no 'nowhere'\"}\n")
    #expect(result.status == 1 && result.errors == "")
  }

  @Test func `any message can be sent, with its arguments`() throws {
    #expect(try daemon.strumctl("send", "/tempo", "108").status == 0)
    #expect(try daemon.strumctl("send", "out/gain", "-6").output == "-6\n")
    #expect(daemon.values[0] == -6)
    #expect(try daemon.strumctl("send", "/ping", "1", "two").output == "1 two\n")
    #expect(try daemon.strumctl("send", "/nowhere").status == 1)
  }

  @Test func `tap and panic arrive`() throws {
    #expect(try daemon.strumctl("tap").status == 0)
    #expect(try daemon.strumctl("beat", "half").status == 0)
    #expect(try daemon.strumctl("beat", "third").status != 0)
    #expect(try daemon.strumctl("panic").status == 0)
    #expect(daemon.commands.count == 3)
    #expect(daemon.commands.last == .panic)
  }

  @Test func `suggest shows what may come next, and how it may go on in a mood`() throws {
    let tell = { (server: OSCServer) in
      server.publish(
        "/suggest",
        [.float(2), .float(8), .string("Am7"), .float(0.613), .string("F"), .float(0.2)])
      server.publish("/suggest/dark", [.string("Dm"), .float(4), .string("Gm7"), .float(2)])
    }
    #expect(
      try daemon.strumctl("suggest", before: tell).output
        == "Am7 61 %  F 20 %  in 2 beats; comes round after 8 bars\n")
    let tellLess = { (server: OSCServer) in
      server.publish(
        "/suggest",
        [.float(1), .float(0), .string("Am7"), .float(0.96), .string("F"), .float(0.004)])
    }
    #expect(try daemon.strumctl("suggest", before: tellLess).output == "Am7 96 %  in 1 beat\n")
    #expect(
      try daemon.strumctl("suggest", "--mood", "dark", before: tell).output == "Dm (4)  Gm7 (2)\n")
    #expect(
      try daemon.strumctl("suggest").output
        == "nothing to suggest yet (it takes a node of kind suggest)\n")
    let json = try daemon.strumctl("suggest", "--mood", "dark", "--json", before: tell).output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((object?["chords"] as? [[String: Any]])?.first?["beats"] as? Int == 4)
  }

  /// What monitor shows of `argument` that somebody sends to `address` once it watches.
  private func monitor(_ address: String, _ argument: OSCArgument) throws -> String {
    var sender: OSCSocket? = try OSCSocket(port: 0)
    return try daemon.watch("monitor") { server, output in
      if server.counts.packets >= 1 {
        let message = OSCMessage(address, argument)
        sender?.send(message.bytes, to: OSCPeer(address: 0x7f00_0001, port: server.port))
        sender = nil
      }
      return output.hasSuffix("\n")
    }
  }

  @Test func `monitor shows what came in and what it did`() throws {
    let output = try monitor("/node/out/gain", .float(99))
    #expect(output.contains("  /node/out/gain 99  clamped: 12.0\n"))
    #expect(output.hasPrefix("127.0.0.1:"))
  }

  @Test func `what anybody sends does not steer the terminal of who watches`() throws {
    let output = try monitor("/node/band/style", .string("\u{1b}[2Jevil\u{9b}1m\n"))
    #expect(output.contains("/node/band/style \u{fffd}[2Jevil\u{fffd}1m\u{fffd}  refused"))
    #expect(!output.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{9b}" })
  }

  @Test(arguments: [["top"], ["monitor"], ["watch", "/chord"]])
  func `who watches stops after so many seconds where that is wanted`(_ words: [String]) throws {
    #expect(try daemon.strumctl(words + ["--seconds", "0.1"]).status == 0)
  }

  @Test func `ping says how long each answer took, and all of them`() throws {
    let result = try daemon.strumctl("ping", "--count", "3", "--interval", "0")
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 4, "\(result)")
    #expect(lines[0].hasPrefix("1 from OSC port ") && lines[0].hasSuffix(" ms"))
    #expect(lines[3].hasPrefix("3 sent, 3 answered, 0 % lost; least/mean/most "))
    let json = try daemon.strumctl("ping", "-c", "2", "-i", "0", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["answered"] as? Int == 2 && (object?["times"] as? [Double])?.count == 2)
  }

  @Test func `ping fails where nobody answers, and says what it can ask`() throws {
    let result = try daemon.strumctl("ping", "--osc-port", "1", "--count", "1")
    #expect(result.output.hasSuffix(": no answer\n1 sent, 0 answered, 100 % lost\n"))
    #expect(result.status == 1 && result.errors.contains("strumd does not answer on OSC port 1"))
    #expect(try daemon.strumctl("ping", "--count", "0").errors.contains("--count is 1 or more"))
  }

  @Test func `the schedule is shown`() throws {
    #expect(try daemon.strumctl("dump").output == "(schedule)\n")
  }

  @Test func `a UNIX socket is used where there is one and no port is named`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try daemon.strumctl(
      "set", "out/gain", "-3", environment: ["RUNTIME_DIRECTORY": folder.path],
      before: { try? $0.open(folder.path + "/osc.sock") })
    #expect(result.output == "-3\n")
    #expect(daemon.values[0] == -3)
  }

  @Test func `a daemon that is not there is named with what to do`() throws {
    let result = try daemon.strumctl("tap", "--osc-port", "1")
    #expect(result.status == 1)
    #expect(result.errors.contains("strumd does not answer on OSC port 1; start it with"))
  }
}
