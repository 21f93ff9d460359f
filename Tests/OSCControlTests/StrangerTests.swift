import Foundation
import Graph
import TestSupport
import Testing

@testable import OSCControl

/// Other machines, whose part addresses of this one play that are not 127.0.0.1.
struct StrangerTests {
  let target = TestTarget()

  private func server(_ networks: String...) throws -> OSCServer {
    try OSCServer(
      port: 0, version: "1", target: target, networks: networks.compactMap { Network($0) })
  }

  /// What a program prints that sends from 127.0.0.5, a stranger's address.
  private func python(_ script: String, _ server: OSCServer) throws -> String {
    let head = """
      import socket, struct, time
      from pythonosc.osc_message import OscMessage
      from pythonosc.osc_message_builder import OscMessageBuilder
      wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
      wire.bind(("127.0.0.5", 0))
      wire.settimeout(20)
      def osc(address, *values):
        message = OscMessageBuilder(address)
        for value in values: message.add_arg(value)
        return message.build().dgram
      def send(*message): wire.sendto(osc(*message), ("127.0.0.5", \(server.port)))
      def read():
        message = OscMessage(wire.recv(65536))
        return [message.address] + message.params
      def silent(seconds):
        wire.settimeout(seconds)
        try: return wire.recv(65536)
        except TimeoutError: return "silent"

      """
    return try ForeignClient(server, Checkout.python, ["-c", head + script]).run()
  }

  @Test func `a stranger of the right network plays, and loads nothing`() throws {
    let output = try python(
      """
      send("/node/clean/gain", 0.25, "#1")
      print(read())
      send("/patch/load", "a.yaml", "#2")
      print(read()[:4])
      send("/quit", "#3")
      print(read()[:4])
      send("/subscribe", "/node/clean/gain", 30.0, 30.0)
      print(read())
      """, try server("10.0.0.0/8", "127.0.0.0/24"))
    #expect(
      output == """
        ['/reply', '/node/clean/gain', '#1', 0.25]
        ['/error', '/patch/load', '#2', 403]
        ['/error', '/quit', '#3', 403]
        ['/node/clean/gain', 0.25]

        """)
    #expect(target.completions.isEmpty && target.commands.isEmpty)
  }

  @Test func `a stranger of another network is not heard, with a panic neither`() throws {
    let output = try python(
      """
      send("/node/clean/gain", 0.25, "#1")
      send("/panic", "#2")
      print(silent(1))
      """, try server("10.0.0.0/8"))
    #expect(output == "silent\n")
    #expect(target.values[1] == 0.5 && target.commands.isEmpty)
  }

  @Test func `unless networks are named there is no way in but 127.0.0.1`() throws {
    let output = try python(
      """
      send("/panic", "#1")
      print(silent(1))
      """, try server())
    #expect(output != "['/reply', '/panic', '#1']\n" && target.commands.isEmpty)
  }

  @Test func `what a stranger sends too much is not read, but every panic is`() throws {
    let server = try self.server("127.0.0.0/8")
    let output = try python(
      """
      large = osc("/sync", bytes(7000))
      for _ in range(4):
        for _ in range(100): wire.sendto(large, ("127.0.0.5", \(server.port)))
        send("/panic", "#1")
        while True:
          message = read()
          if message[0] == "/error": print(message[3])
          else: break
      print(message)
      time.sleep(1.5)
      send("/node/clean/gain", 0.75, "#2")
      while message[2] != "#2":
        message = read()
        if message[0] == "/error": print(message[3])
      print(message)
      """, server)
    let lines = output.split(separator: "\n")
    #expect(lines.contains("429"), "\(output)")
    #expect(lines.contains("['/reply', '/panic', '#1']"), "\(output)")
    #expect(lines.last == "['/reply', '/node/clean/gain', '#2', 0.75]", "\(output)")
    #expect(server.counts.refused > 0)
    #expect(target.commands == Array(repeating: .panic, count: 4))
  }

  @Test func `a panic that brings a load along is weighed like everything else`() throws {
    let server = try self.server("127.0.0.0/8")
    let output = try python(
      """
      large = osc("/panic", bytes(7000))
      for _ in range(100): wire.sendto(large, ("127.0.0.5", \(server.port)))
      send("/panic", "#1")
      while (message := read())[0] != "/reply": pass
      print(message)
      """, server)
    #expect(output == "['/reply', '/panic', '#1']\n")
    #expect(server.counts.refused > 50)
    #expect(target.commands == [.panic])
  }

  @Test func `this machine may send as much as it likes`() throws {
    let server = try self.server("10.0.0.0/8")
    let client = try TestClient(server)
    for _ in 0..<20 {
      for _ in 0..<500 { client.send(.message(OSCMessage("/node/clean/gain", .float(0.75)))) }
      server.receiveAll()
    }
    #expect(server.counts.sets == 10_000 && server.counts.refused == 0)
  }

  @Test func `a large packet counts as many`() {
    var budgets = SourceBudgets(rate: 1000, depth: 100)
    let asked: [(source: UInt32, price: Double, time: Int64)] = [
      (1, 101, 0), (1, 100, 0), (1, 1, 0), (2, 1, 0), (1, 1, 1_000_000), (1, 1, 1_000_000),
      (1, 100, 200_000_000),
    ]
    let admitted = asked.map { budgets.admits($0.source, price: $0.price, at: $0.time) }
    #expect(admitted == [false, true, false, true, true, false, true])
  }

  @Test func `however many sources there are, few are kept`() {
    var budgets = SourceBudgets(rate: 1000, depth: 100)
    let admitted = (0..<100_000).count { budgets.admits(UInt32($0), price: 1, at: 0) }
    #expect(admitted == SourceBudgets.limit)
    let isKnown = budgets.admits(0, price: 1, at: 0)
    // A moment later all have saved again what they had, and nothing needs to be kept of them.
    let isNew = budgets.admits(100_000, price: 1, at: 2_000_000)
    #expect(isKnown && isNew)
  }
}
