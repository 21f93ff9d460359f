import ControlSupport
import Foundation
import Graph
import OSCControl
import TestSupport

/// A real OSC server whose engine is a few numbers, for strumctl to talk to.
final class DaemonStub: IdleTarget {
  let parameters = [
    ControlParameter(
      node: "out", declaration: .number("gain", -60...12, default: 0, unit: "dB", "How loud.")),
    ControlParameter(
      node: "band", declaration: .choice("style", ["rock", "bossa", "swing"], default: 0, "What.")),
  ]
  var values: [Float] = [0, 0]
  var commands: [ControlCommand] = []
  var tempo = 96.0
  var patchPath = "/patches/trio.yaml"
  let dump = "(schedule)"
  var setlist: [OSCArgument] = [.int(2), .int(5), .string("Friday"), .string("/rigs/b.yaml")]
  let graph = """
    {"name":"Trio","nodes":[{"id":"guitar","kind":"capture","doc":"A \\"guitar\\".","inputs":[],"outputs":\
    [{"name":"out","type":"audio","doc":"It."}],"settings":{}},{"id":"out","kind":"playback","doc":"",\
    "inputs":[{"name":"in","type":"audio","doc":""}],"outputs":[],"settings":{}},{"id":"band","kind":\
    "accompaniment","doc":"","inputs":[{"name":"chord","type":"events","doc":""}],"outputs":[],"settings":{}}],\
    "wires":[{"from":["guitar","out"],"to":["out","in"],"feedback":false}],"clock":null,"shed":[]}
    """

  func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.done("| Am | as \(ending)\n"))
  }

  let status = [
    ControlFact("patch", .string("/patches/trio.yaml")), ControlFact("cycles", .long(7)),
  ]

  let readings = [ControlFact("/node/comp/gain_reduction", .float(-3.25))]

  let costs = ["ear", "out"].enumerated().map { index, node in
    ControlCost(
      node: node,
      values: [12.5, 9, 80.25, 12, 48].map { .float($0 / Float(index + 1)) }
        + [.float(0.01), .long(700), .int(3)])
  }
  let ledger = "{\n  \"nodes\": []\n}\n"

  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(
      path.hasSuffix("/good.yaml")
        ? .done("playing")
        : .failed(String(repeating: "\(path):1:1: error: nothing is right\n", count: 60)))
  }

  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.done("\(path) is ready"))
  }

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    completion(.done("\(path) \(replaces)"))
  }

  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    completion(.done("\(move)"))
  }

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    completion(edits.first.map { .done("\($0)") } ?? .failed("not here"))
  }

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    completion(.done(""))
  }
  struct Result {
    let output: String
    let errors: String
    let status: Int32
  }

  /// Runs the strumctl that was built with these tests against a server of this target.
  func strumctl(
    _ arguments: String..., environment: [String: String]? = nil,
    before: (OSCServer) -> Void = { _ in },
    meanwhile: (OSCServer) -> Void = { _ in }
  ) throws -> Result {
    try strumctl(arguments, environment: environment, before: before, meanwhile: meanwhile)
  }

  func strumctl(
    _ arguments: [String], environment: [String: String]? = nil,
    before: (OSCServer) -> Void = { _ in },
    meanwhile: (OSCServer) -> Void = { _ in }
  ) throws -> Result {
    let server = try OSCServer(port: 0, version: "1", target: self)
    before(server)
    // Where a test says where the server is, no port is named.
    return try run(
      Self.programs.appendingPathComponent("strumctl"),
      environment == nil ? ["--osc-port", String(server.port)] + arguments : arguments,
      environment, beside: server
    ) { _, _ in meanwhile(server) }
  }

  /// Runs a strumctl that watches until `isEnough` of what it has printed so far, and ends it; half a minute is enough.
  func watch(
    _ arguments: String..., before: (OSCServer) -> Void = { _ in },
    until isEnough: (OSCServer, String) -> Bool
  ) throws -> String {
    let server = try OSCServer(port: 0, version: "1", target: self)
    before(server)
    let end = Date().addingTimeInterval(30)
    return try run(
      Self.programs.appendingPathComponent("strumctl"),
      ["--osc-port", String(server.port)] + arguments, nil, beside: server
    ) { process, output in
      guard isEnough(server, output) || Date() > end else { return }
      // Foundation's processes may be deaf to anything else.
      kill(process.processIdentifier, SIGKILL)
    }.output
  }

  /// Runs `script` in a bash in which `$port` is that of a server of this target, and strumctl is found.
  func bash(_ script: String) throws -> Result {
    let server = try OSCServer(port: 0, version: "1", target: self)
    let path = Self.programs.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    return try run(
      URL(fileURLWithPath: "/bin/bash"), ["--norc", "--noprofile", "-c", script],
      ["PATH": path, "port": String(server.port)], beside: server)
  }

  /// The folder in which this build left its programs.
  private static var programs: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private func run(
    _ program: URL, _ arguments: [String], _ environment: [String: String]?,
    beside server: OSCServer, _ meanwhile: (Process, String) -> Void = { _, _ in }
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let environment { process.environment = environment }
    // Files, since a pipe that nobody reads holds up whoever says much.
    let scratch = try ScratchFolder()
    let files = try ["output", "errors"].map { name in
      try FileHandle(forWritingTo: URL(filePath: try scratch.write("", to: name)))
    }
    (process.standardOutput, process.standardError) = (files[0], files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    while process.isRunning {
      var descriptor = pollfd(fd: server.fileDescriptor, events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, 5)
      server.receiveAll()
      let output = try Data(contentsOf: URL(filePath: scratch.path("output")))
      // It may end within a character.
      meanwhile(process, String(decoding: output, as: UTF8.self))
    }
    return Result(
      output: try scratch.text("output"), errors: try scratch.text("errors"),
      status: process.terminationStatus)
  }
}
