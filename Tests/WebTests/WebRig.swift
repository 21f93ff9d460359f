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
    web.flush(now: 12.26)
  }

  /// Takes turns until `condition` holds, or for as long as a busy machine may need.
  func turn(until condition: () -> Bool) {
    let end = Date(timeIntervalSinceNow: 120)
    while !condition(), Date() < end {
      turn()
      usleep(2000)
    }
  }

  /// Takes turns until a page hears what the band plays: what is told before is lost on it.
  func awaitListener() {
    turn(until: { !web.services.clients.listening(.music(isBinary: true)).isEmpty })
  }

  /// What `script` prints beside a server of its own, line by line.
  static func lines(_ script: String, _ options: WebOptions = WebOptions(port: 0)) throws
    -> [String]
  {
    try WebRig(options).python(script).split(separator: "\n").map(String.init)
  }

  /// Drives the servers until a Python script, in which `port` is ours, ends; returns what it
  /// printed.
  ///
  /// What `event` does is done whenever the script prints "now"; one that calls `now()` instead goes on when that is
  /// done.
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
    let input = Pipe()
    process.standardInput = input
    try process.run()
    let end = Date(timeIntervalSinceNow: 400)
    var doneCount = 0
    while process.isRunning, Date() < end {
      turn()
      usleep(2000)
      let text = try String(contentsOf: folder, encoding: .utf8)
      let count = text.split(separator: "\n").count { $0 == "now" }
      if count > doneCount {
        doneCount += 1
        event()
        try input.fileHandleForWriting.write(contentsOf: Data([10]))
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
    patience = 120
    def now():
      print("now")
      sys.stdin.readline()
    def get(path, **headers):
      connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
      connection.request(headers.pop("method", "GET"), path, headers=headers)
      answer = connection.getresponse()
      return answer.status, answer.read().decode()
    def osc(address, *values):
      message = OscMessageBuilder(address)
      for value in values: message.add_arg(value)
      return message.build().dgram
    def read(socket, seconds=patience):
      packet = socket.recv(timeout=seconds)
      if isinstance(packet, str): return json.loads(packet)
      message = OscMessage(packet)
      return [message.address] + message.params
    def say(socket, command, data):
      socket.send(json.dumps({"COMMAND": command, "DATA": data}))

    """
}
