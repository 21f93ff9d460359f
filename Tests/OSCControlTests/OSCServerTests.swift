import Graph
import Testing

@testable import OSCControl

final class OSCServerTests: OSCRig {
  @Test func `a parameter is set and read at one address`() {
    #expect(client.ask("/node/clean/frequency", .float(100)).isEmpty)
    #expect(target.values[0] == 100)
    #expect(
      client.ask("/node/clean/frequency") == [OSCMessage("/node/clean/frequency", .float(100))])
  }

  @Test(arguments: [
    OSCArgument.float(1), .int(1), .long(1), .double(1), .bool(true),
  ])
  func `any number will do`(_ number: OSCArgument) {
    _ = client.ask("/node/clean/gain", number)
    #expect(target.values[1] == 1)
  }

  @Test func `a choice is set by name or number and read by name`() {
    _ = client.ask("/node/band/style", .string("bossa"))
    #expect(target.values[2] == 1)
    _ = client.ask("/node/band/style", .float(2))
    #expect(client.ask("/node/band/style") == [OSCMessage("/node/band/style", .string("swing"))])
  }

  @Test func `what is out of range is clamped and the reply says so`() {
    let replies = client.ask("/node/clean/gain", .float(7), .string("#9"))
    #expect(
      replies == [
        OSCMessage(
          "/reply", .string("/node/clean/gain"), .string("#9"), .float(1), .string("clamped"))
      ])
    #expect(target.values[1] == 1)
    _ = client.ask("/node/clean/gain", .float(-7))
    #expect(target.values[1] == 0)
  }

  @Test func `the ledger comes as a message for each node, and can be reset`() {
    #expect(
      client.ask("/ledger", .string("#1")) == [
        OSCMessage("/ledger/node/clean", .float(1.5), .long(7)),
        OSCMessage("/ledger/node/band", .float(0.5), .long(7)),
        OSCMessage("/reply", .string("/ledger"), .string("#1"), .int(2)),
      ])
    #expect(client.ask("/ledger/dump") == [OSCMessage("/ledger/dump", .string(target.ledger))])
    _ = client.ask("/ledger/reset")
    #expect(target.commands == [.resetLedger])
  }

  @Test func `the graph is told as it is drawn, and levels are watched for a while`() {
    let reply = { (address: String, text: String) in
      [OSCMessage("/reply", .string(address), .string("#1"), .string(text))]
    }
    #expect(client.ask("/patch/graph", .string("#1")) == reply("/patch/graph", target.graph))
    #expect(client.ask("/patch/kinds", .string("#1")) == reply("/patch/kinds", target.kinds))
    #expect(
      client.ask("/levels", .float(9999), .string("#2")) == [
        OSCMessage("/reply", .string("/levels"), .string("#2"), .float(3600))
      ])
    #expect(client.ask("/levels").isEmpty)
    #expect(client.ask("/levels", .string("long"), .string("#3")).first?.address == "/error")
    #expect(
      target.commands == [.watchLevels(seconds: 3600), .watchLevels(seconds: 30)])
  }

  @Test func `a chart is loaded as an edit, and a place in it is answered`() {
    #expect(
      client.ask("/chart/load", .string("song.cho"), .int(4)) == [
        OSCMessage("/reply", .string("/chart/load"), .int(4), .string("edited"))
      ])
    _ = client.ask("/chart/load", .string(""))
    #expect(target.edits == [[.chart("song.cho")], [.chart("")]])
    #expect(
      client.ask("/chart/goto", .string("chorus"), .string("#1")) == [
        OSCMessage("/reply", .string("/chart/goto"), .string("#1"), .string("bar 17"))
      ])
    let refusal = client.ask("/chart/goto", .int(12), .string("#2")).first
    #expect(refusal?.arguments.last == .string("the chart has no '12'"))
    for arguments in [[], [OSCArgument.string("a"), .string("b"), .string("#3")]] {
      client.send(.message(OSCMessage("/chart/load", arguments)))
      server.receiveAll()
    }
    #expect(target.edits.count == 2)
  }

  @Test func `every mood of a suggestion has an address, and so has the place in a chart`() {
    let addresses = server.survey(under: "/suggest").map(\.declaration.address)
    let moods = ["bright", "dark", "jazzy", "plain", "tense"]
    #expect(addresses == ["/suggest"] + moods.map { "/suggest/" + $0 })
    #expect(server.survey(under: "/chart").map(\.declaration.address).contains("/chart"))
  }

  @Test func `an integer after the value is a request id`() {
    let replies = client.ask("/node/clean/gain", .float(0.25), .int(17))
    #expect(replies == [OSCMessage("/reply", .string("/node/clean/gain"), .int(17), .float(0.25))])
  }

  @Test func `a value that is no number is refused with what to write instead`() {
    let replies = client.ask("/node/clean/frequency", .string("high"), .string("#1"))
    #expect(
      replies == [
        OSCMessage(
          "/error", .string("/node/clean/frequency"), .string("#1"), .int(400),
          .string("/node/clean/frequency takes a number from 20.0 to 20000.0 Hz"))
      ])
    #expect(!client.ask("/node/clean/frequency", .float(.nan), .string("#2")).isEmpty)
    #expect(target.values[0] == 70)
  }

  @Test func `an unknown address brings a suggestion, once a second where there is no id`() {
    let first = client.ask("/node/clean/freqency", .float(1))
    #expect(
      first == [
        OSCMessage(
          "/error", .string("/node/clean/freqency"), .string(""), .int(404),
          .string("no such address; did you mean /node/clean/frequency?"))
      ])
    #expect(client.ask("/node/clean/freqency", .float(1)).isEmpty)
    #expect(client.ask("/node/clean/freqency", .float(1), .string("#1")).count == 1)
  }

  @Test(arguments: [
    ("/node/trumpet/volume", "there is no node 'trumpet'"),
    ("/node/clean/resonance", "ask /node/clean/* what 'clean' has"),
  ])
  func `an address that is like no other tells what is missing`(address: String, lack: String) {
    let replies = client.ask(address, .string("#1"))
    #expect(replies.first?.arguments.last == .string("no such address; \(lack)"))
  }

  @Test func `a pattern sets and reads everything that it stands for`() {
    let replies = client.ask("/node/{clean,nothing}/*", .float(1), .string("#a"))
    #expect(
      replies == [
        OSCMessage(
          "/reply", .string("/node/{clean,nothing}/*"), .string("#a"), .int(2), .string("clamped"))
      ])
    #expect(target.values[0...1] == [20, 1])
    #expect(
      client.ask("/node/clean/*") == [
        OSCMessage("/node/clean/frequency", .float(20)), OSCMessage("/node/clean/gain", .float(1)),
      ])
  }

  @Test func `buttons work with and without a value, and letting go does nothing`() {
    _ = client.ask("/panic")
    _ = client.ask("/transport/start", .float(1))
    _ = client.ask("/transport/stop", .float(0))
    _ = client.ask("/beat/one", .impulse)
    _ = client.ask("/beat/double", .int(1))
    _ = client.ask("/beat/half")
    _ = client.ask("/undo")
    _ = client.ask("/redo")
    #expect(target.commands == [.panic, .start, .downbeat, .doubleTime, .halfTime])
    #expect(target.reversals == [false, true])
    #expect(
      client.ask("/panic", .string("#p")) == [
        OSCMessage("/reply", .string("/panic"), .string("#p"))
      ])
  }

  @Test func `a tap carries the moment it arrived`() {
    let before = Clock.monotonic()
    _ = client.ask("/tap")
    guard case .tap(let time)? = target.commands.first else {
      Issue.record("no tap")
      return
    }
    #expect(before...Clock.monotonic() ~= time)
  }

  @Test func `the tempo is set, read and clamped`() {
    _ = client.ask("/tempo", .int(90))
    #expect(client.ask("/tempo") == [OSCMessage("/tempo", .float(90))])
    _ = client.ask("/tempo", .float(9999))
    #expect(target.tempo == 400)
  }

  @Test func `a patch is loaded and the answer comes when it is done`() {
    #expect(client.ask("/patch/load", .string("new.yaml"), .string("#5")).isEmpty)
    target.completions[0](.done("playing new.yaml"))
    #expect(
      client.received() == [
        OSCMessage("/reply", .string("/patch/load"), .string("#5"), .string("playing new.yaml"))
      ])
    #expect(client.ask("/patch/load") == [OSCMessage("/patch/load", .string("new.yaml"))])
  }

  @Test func `diagnostics that are long come in pieces under 1400 bytes`() {
    _ = client.ask("/patch/load", .string("bad.yaml"), .string("#5"))
    let text = String(repeating: "bad.yaml:1:1: error: nothing is right\n", count: 100)
    target.completions[0](.failed(text))
    let datagrams = client.datagrams()
    #expect(datagrams.count > 1)
    #expect(datagrams.allSatisfy { $0.count < 1400 })
    let pieces = datagrams.compactMap { datagram -> String? in
      guard case .message(let message)? = try? OSCPacket(datagram) else { return nil }
      return message.arguments[3].text
    }
    #expect(pieces.joined() == text)
  }

  @Test func `what no datagram holds is not sent as one, but over a connection`() throws {
    let text = OSCArgument.string(String(repeating: "x", count: 1500))
    let refusal = client.ask("/ping", text, .string("#1"))
    #expect(refusal.map(\.address) == ["/error"])
    #expect(refusal.first?.arguments[1...2] == [.string("#1"), .int(413)])
    let stream = try #require(OSCStream(connectingTo: .port(server.port)))
    stream.sendAll(OSCMessage("/ping", text).bytes)
    for _ in 0..<3 { server.receiveAll() }
    let replies = stream.receive().compactMap { try? OSCPacket($0) }
    #expect(replies == [.message(OSCMessage("/pong", text))])
  }

  @Test func `checking tells what is wrong`() {
    #expect(
      client.ask("/patch/check", .string("no.yaml"), .int(3)) == [
        OSCMessage(
          "/error", .string("/patch/check"), .int(3), .int(422), .string("no.yaml: no such file"))
      ])
  }

  @Test func `the daemon tells what it is`() {
    #expect(client.ask("/version") == [OSCMessage("/version", .string("strumd"), .string("1.2.3"))])
    #expect(client.ask("/ping", .int(4)) == [OSCMessage("/pong", .int(4))])
    #expect(client.ask("/ping", .blob([])) == [OSCMessage("/pong", .blob([]))])
    #expect(client.ask("/patch/dump") == [OSCMessage("/patch/dump", .string(target.dump))])
    #expect(client.ask("/engine/status").first?.arguments.count == 4)
    #expect(
      client.ask("/engine/limits").first?.arguments.contains(.string("queued_bundles")) == true)
    _ = client.ask("/quit")
    #expect(target.commands == [.quit])
  }

  @Test func `a chart is written while all else is answered`() {
    #expect(client.ask("/chart/heard").isEmpty)
    #expect(client.ask("/chart/heard", .string("yaml"), .string("#1")).isEmpty)
    #expect(client.ask("/ping").map(\.address) == ["/pong"])
    #expect(target.charts.map(\.ending) == ["cho", "yaml"])
    for chart in target.charts { chart.completion(.done("a chart as \(chart.ending)")) }
    #expect(
      client.received() == [
        OSCMessage("/chart/heard", .string("a chart as cho")),
        OSCMessage("/reply", .string("/chart/heard"), .string("#1"), .string("a chart as yaml")),
      ])
    _ = client.ask("/chart/heard", .string("#2"))
    target.charts[2].completion(.failed("not now"))
    #expect(client.received().first?.arguments.last == .string("not now"))
  }

  @Test func `long texts are cut between whole letters`() {
    let text = String(repeating: "Ätherisch 𝄞 ", count: 400)
    let pieces = OSCServer.pieces(of: text)
    #expect(pieces.joined() == text)
    #expect(pieces.count == (text.utf8.count + 999) / 1000)
    #expect(pieces.allSatisfy { $0.utf8.count <= 1000 && !$0.contains("\u{fffd}") })
    #expect(OSCServer.pieces(of: "") == [""])
  }

  @Test func `what is published can be read, and not set`() {
    #expect(client.ask("/chord") == [OSCMessage("/chord", .null)])
    server.publish("/chord", [.string("Am7")])
    #expect(client.ask("/chord") == [OSCMessage("/chord", .string("Am7"))])
    #expect(client.ask("/chord", .string("C"), .string("#1")).first?.arguments[2] == .int(405))
  }

  @Test func `a patch is made ready, and the set list is walked through`() {
    #expect(
      client.ask("/patch/preload", .string("b.yaml"), .int(1)) == [
        OSCMessage(
          "/reply", .string("/patch/preload"), .int(1), .string("b.yaml is ready"))
      ])
    #expect(client.ask("/setlist") == [OSCMessage("/setlist", target.setlist)])
    _ = client.ask("/setlist/next")
    _ = client.ask("/setlist/next", .float(0))
    _ = client.ask("/setlist/previous", .float(1))
    _ = client.ask("/setlist/goto", .int(3))
    _ = client.ask("/setlist/goto", .string("b.yaml"))
    #expect(target.moves == [.next, .previous, .to("3"), .to("b.yaml")])
    #expect(client.ask("/setlist/goto", .string("#1")).first?.arguments[2] == .int(400))
  }

  @Test func `a node is added with its values as a patch would give them`() {
    let replies = client.ask(
      "/node/add", .string("cab"), .string("lowpass"), .string("frequency"), .float(2000),
      .string("resonance"), .float(0.5), .string("on"), .bool(true), .string("#1"))
    #expect(
      target.edits == [
        [
          .addNode(
            id: "cab", kind: "lowpass",
            values: [
              ControlEdit.Value("frequency", "2000"), ControlEdit.Value("resonance", "0.5"),
              ControlEdit.Value("on", "true"),
            ])
        ]
      ])
    #expect(
      replies == [OSCMessage("/reply", .string("/node/add"), .string("#1"), .string("edited"))])
    #expect(
      client.ask("/node/add", .string("cab"), .string("#2")).first?.arguments[2] == .int(400))
  }

  @Test func `a new patch brings new addresses`() {
    target.parameters = [
      ControlParameter(node: "amp", declaration: .number("drive", 0...1, default: 0, "Dirt."))
    ]
    target.values = [0.5]
    target.generation += 1
    #expect(client.ask("/node/amp/drive") == [OSCMessage("/node/amp/drive", .float(0.5))])
    #expect(client.ask("/node/clean/gain", .string("#1")).first?.arguments[2] == .int(404))
    _ = client.ask("/node/amp/drive", .float(0.75))
    #expect(target.values == [0.75])
  }
}
