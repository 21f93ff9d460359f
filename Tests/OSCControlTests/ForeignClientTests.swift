import Foundation
import TestSupport
import Testing

@testable import OSCControl

final class ForeignClientTests: OSCRig {
  /// Starts a script, in which `receive` prints what comes until it has printed `last`.
  private func python(_ script: String) throws -> ForeignClient {
    let head = """
      import sys, time
      from pythonosc.udp_client import SimpleUDPClient
      from pythonosc.dispatcher import Dispatcher
      from pythonosc.osc_server import BlockingOSCUDPServer
      from pythonosc.osc_message_builder import OscMessageBuilder
      from pythonosc.osc_bundle_builder import OscBundleBuilder, IMMEDIATELY
      lines = []
      def hear(path, *values):
        lines.append(" ".join(map(str, (path, *values))))
        print(lines[-1], flush=True)
      dispatcher = Dispatcher()
      dispatcher.set_default_handler(hear)
      receiver = BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher)
      client = SimpleUDPClient("127.0.0.1", \(server.port))
      client._sock = receiver.socket
      def receive(last):
        while last not in lines: receiver.handle_request()

      """
    return try ForeignClient(server, Checkout.python, ["-c", head + script])
  }

  @Test func `python-osc sets, gets, and reads errors`() throws {
    let output = try python(
      """
      client.send_message("/node/clean/frequency", 440)
      client.send_message("/node/clean/frequency", [])
      client.send_message("/node/clean/gain", [7.0, "#3"])
      client.send_message("/node/clean/gian", [0.5, "#4"])
      client.send_message("/tempo", [])
      receive("/tempo 120.0")
      """
    ).run()
    #expect(
      output.split(separator: "\n") == [
        "/node/clean/frequency 440.0",
        "/reply /node/clean/gain #3 1.0 clamped",
        "/error /node/clean/gian #4 404 no such address; did you mean /node/clean/gain?",
        "/tempo 120.0",
      ])
  }

  @Test func `python-osc sends a dated bundle`() throws {
    let client = try python(
      """
      bundle = OscBundleBuilder(time.time() + 0.3)
      for address, value in (("/node/clean/gain", 0.25), ("/node/band/bars", 4)):
        message = OscMessageBuilder(address)
        message.add_arg(value)
        bundle.add_content(message.build())
      client.send(bundle.build())
      """)
    _ = client.run()
    client.serve(for: 60) { !target.groups.isEmpty }
    #expect(target.groups.count == 1)
    #expect(target.values[1] == 0.25)
    #expect(target.values[4] == 4)
  }

  @Test func `python-osc subscribes and hears what others change`() throws {
    server.publish("/chord", [.string("Am7"), .string("A:min7")])
    let output = try python(
      """
      other = SimpleUDPClient("127.0.0.1", \(server.port))
      client.send_message("/subscribe", ["/{chord,node}//", 30, 5])
      client.send_message("/subscribe", ["/chord", 30, 5])
      client.send_message("/node/clean/gain", 0.125)
      other.send_message("/node/band/bars", 7)
      receive("/node/band/bars 7")
      """
    ).run()
    #expect(output.contains("/chord Am7 A:min7"))
    #expect(output.contains("/node/band/style rock"))
    #expect(output.contains("/node/band/bars 7"))
    #expect(!output.contains("/node/clean/gain 0.125"))
  }

  @Test(arguments: ["1.0", "1.1"])
  func `python-osc speaks over TCP`(_ mode: String) throws {
    let script = """
      import sys
      from pythonosc.tcp_client import SimpleTCPClient
      client = SimpleTCPClient("127.0.0.1", \(server.port), mode=sys.argv[1])
      client.send_message("/node/clean/gain", [7.0, "#3"])
      for message in client.get_messages(60):
        print(message.address, *message.params, flush=True)
        if message.address == "/pong": break
        client.send_message("/ping", 5)
      """
    let output = try ForeignClient(server, Checkout.python, ["-c", script, mode]).run()
    #expect(output == "/reply /node/clean/gain #3 1.0 clamped\n/pong 5\n")
  }

  @Test func `oscsend speaks over TCP`() throws {
    let url = "osc.tcp://127.0.0.1:\(server.port)/"
    let client = try ForeignClient(server, "oscsend", [url, "/node/clean/gain", "f", "0.75"])
    #expect(client.run() == "")
    client.serve(for: 60) { target.values[1] == 0.75 }
    #expect(target.values[1] == 0.75)
  }

  @Test func `oscsend sets, and oscdump shows what was subscribed to`() throws {
    let port = try OSCSocket.freePort()
    let dump = try ForeignClient(server, "oscdump", ["-L", String(port)])
    dump.serve(for: 60) { Self.isHeld(port) }
    let wish = ["/subscribe", "sfii", "/node//", "30", "30", String(port)]
    _ = try send(wish)
    _ = try send(["/node/clean/gain", "f", "0.75"])
    _ = try send(["/node/band/style", "s", "swing"])
    dump.serve(for: 60) { dump.output.contains("swing") }
    let output = dump.stop()
    #expect(target.values[1] == 0.75)
    #expect(target.values[2] == 2)
    #expect(output.contains("/node/clean/frequency f 70"))
    #expect(output.contains("/node/clean/gain f 0.75"))
    #expect(output.contains("/node/band/style s \"swing\""))
  }

  /// Whether somebody listens at a UDP port; who tries it out may be in the way of who wants it.
  private static func isHeld(_ port: UInt16) -> Bool {
    let table = (try? String(contentsOfFile: "/proc/net/udp", encoding: .utf8)) ?? ""
    return table.contains(":" + String(format: "%04X", port) + " ")
  }

  private func send(_ message: [String]) throws -> String {
    try ForeignClient(server, "oscsend", ["127.0.0.1", String(server.port)] + message).run()
  }
}

extension OSCSocket {
  /// A port that nobody holds at the moment.
  static func freePort() throws(OSCSocketError) -> UInt16 {
    let socket = try OSCSocket(port: 0)
    return socket.port
  }
}
