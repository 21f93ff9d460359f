import Foundation
import Graph
import OSCControl
import TestSupport

@testable import Web

/// A web server with an OSC server behind it, driven by the test as the control thread would.
final class WebRig {
  let target = StillTarget()
  let server: OSCServer
  let web: WebServer
  var analyst: StillAnalyst?
  var taker: StillTaker?

  init(_ options: WebOptions = WebOptions(port: 0)) throws {
    server = try OSCServer(port: 0, version: "1.2.3", target: target)
    let info = HostInfo(oscPort: Int(server.port), version: "1.2.3")
    web = try WebServer(options, info: info) {}
    server.connections = web
  }

  deinit { web.close() }

  /// One turn of the control thread.
  func turn() {
    server.publish("/patch/generation", [.int(Int32(target.generation))])
    server.receiveAll()
    web.serve(server, analyst: analyst, sound: taker)
    analyst?.poll()
    web.flush(now: 12.26)
  }

  /// Drives the servers until a Python script, in which `port` is ours, ends; returns what it
  /// printed.
  ///
  /// What `event` does is done whenever the script prints "now".
  func python(
    _ script: String, environment: [String: String] = [:], now event: () -> Void = {}
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    _ = FileManager.default.createFile(atPath: folder.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: Checkout.python)
    process.arguments = ["-u", "-c", "port = \(web.port)\n" + Self.head + script]
    let output = try FileHandle(forWritingTo: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let end = Date(timeIntervalSinceNow: 400)
    var doneCount = 0
    while process.isRunning, Date() < end {
      turn()
      usleep(2000)
      let text = try String(contentsOf: folder, encoding: .utf8)
      let count = ("\n" + text).components(separatedBy: "\nnow\n").count - 1
      if count > doneCount {
        doneCount += 1
        event()
      }
    }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return try String(contentsOf: folder, encoding: .utf8)
  }

  private static let head = """
    import http.client, json, sys, time
    from pythonosc.osc_message import OscMessage
    from pythonosc.osc_message_builder import OscMessageBuilder
    from websockets.sync.client import connect
    def get(path, **headers):
      connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
      connection.request(headers.pop("method", "GET"), path, headers=headers)
      answer = connection.getresponse()
      return answer.status, answer.read().decode()
    def osc(address, *values):
      message = OscMessageBuilder(address)
      for value in values: message.add_arg(value)
      return message.build().dgram
    def read(socket, seconds=10):
      packet = socket.recv(timeout=seconds)
      if isinstance(packet, str): return json.loads(packet)
      message = OscMessage(packet)
      return [message.address] + message.params
    def say(socket, command, data):
      socket.send(json.dumps({"COMMAND": command, "DATA": data}))

    """
}
