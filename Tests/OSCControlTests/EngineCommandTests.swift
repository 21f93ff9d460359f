import Testing

@testable import OSCControl

/// What is told to the engine, and asked of it.
final class EngineCommandTests: OSCRig {
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

  @Test func `every mood of a suggestion has an address, and so has the place in a chart`() {
    let addresses = server.survey(under: "/suggest").map(\.declaration.address)
    let moods = ["bright", "dark", "jazzy", "plain", "tense"]
    #expect(addresses == ["/suggest"] + moods.map { "/suggest/" + $0 })
    #expect(server.survey(under: "/chart").map(\.declaration.address).contains("/chart"))
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

  @Test func `what is published can be read, and not set`() {
    #expect(client.ask("/chord") == [OSCMessage("/chord", .null)])
    server.publish("/chord", [.string("Am7")])
    #expect(client.ask("/chord") == [OSCMessage("/chord", .string("Am7"))])
    #expect(client.ask("/chord", .string("C"), .string("#1")).first?.arguments[2] == .int(405))
  }
}
