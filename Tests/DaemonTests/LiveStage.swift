import Foundation
import TestSupport
import Testing

/// A JACK server with a name of its own, and what plays at it.
final class LiveStage {
  /// The folder in which this build left its programs.
  static let programs: String = {
    let test = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: test ?? "").deletingLastPathComponent().path
  }()

  private let name: ServerName
  let scratch: ScratchFolder
  private(set) var jackd: LiveProcess?
  private var processes: [LiveProcess] = []

  init() async throws {
    scratch = try ScratchFolder()
    name = try await ServerName()
  }

  var server: String { name.name }

  /// What came last goes first: nobody is to lose the server before the server ends.
  deinit {
    for process in processes.reversed() { process.stop() }
  }

  /// Starts the server and waits until it answers.
  ///
  /// On a busy machine JACK now and then starts a server that never answers: that is no fault of ours,
  /// so it gets a second and a third try.
  func startServer(rate: Int = 48_000, period: Int = 128, channels: Int = 2) async throws {
    var said = ""
    for _ in 0..<3 {
      let process = try start(
        ["jackd", "-r", "-t", "5000", "-p", "128", "-n", server, "-d", "dummy", "-r", "\(rate)"]
          + ["-p", "\(period)", "-C", "\(channels)", "-P", "\(channels)"])
      jackd = process
      do {
        return try await eventually("the server", seconds: 20) {
          guard process.isRunning else { throw Overdue(description: "the server ended") }
          return try answers(channels)
        }
      } catch {
        process.stop()
        said = "\(error): \(process.output)"
        try name.clear()
      }
    }
    throw Overdue(description: said)
  }

  private func answers(_ channels: Int) throws -> Bool {
    let said = try ports()
    return channels > 0 ? said.contains("system:playback_1") : !said.contains("cannot connect")
  }

  /// Takes the server away without warning.
  func killServer() async throws {
    jackd?.send(SIGKILL)
    try await eventually("the server's end") { jackd?.isRunning != true }
    jackd = nil
  }

  /// Starts strumd with a patch of `lines` and waits until it plays, or waits for a server.
  func startStrumd(
    _ lines: String, _ arguments: [String] = [], environment: [String: String] = [:],
    through wrapper: [String] = [], until message: String = "joined the JACK server"
  ) async throws -> LiveProcess {
    try write(lines)
    let program = Self.programs + "/strumd"
    let strumd = try start(
      wrapper + [program, "run", "--patch", patch, "--osc-port", "0", "--web-port", "0"]
        + arguments,
      environment: environment)
    try await eventually("strumd: \(message)") {
      guard strumd.isRunning else { throw Overdue(description: strumd.output) }
      return strumd.output.contains(message)
    }
    return strumd
  }

  /// The port on which `strumd` listens for OSC, once it says so.
  func oscPort(of strumd: LiveProcess) async throws -> String {
    try await eventually("its OSC port") { strumd.output.contains("OSC on port ") }
    let digits = strumd.output.split(separator: "OSC on port ").last?.prefix { $0.isNumber }
    return try #require(digits.map(String.init))
  }

  /// Where the page of `strumd` is, with a slash at its end.
  func page(of strumd: LiveProcess) throws -> String {
    let address = strumd.output.split(separator: "the page is at ").last?.prefix { $0 != "\n" }
    return try #require(address.map(String.init))
  }

  var patch: String { scratch.path("patch.yaml") }

  /// Writes the patch that strumd plays.
  func write(_ lines: String) throws {
    try "version: 1\n\(lines)\n".write(toFile: patch, atomically: true, encoding: .utf8)
  }

  /// Lets a stranger join the server, with a MIDI input and a MIDI output.
  func startPeer(_ name: String = "peer") async throws -> LivePeer {
    let script = Checkout.path("Tests/DaemonTests/live_peer.py")
    let process = try start([Checkout.python, script, name])
    try await eventually("\(name)") {
      guard process.isRunning else { throw Overdue(description: process.output) }
      return process.output.contains("ready")
    }
    return LivePeer(process)
  }

  /// What `jack_lsp` prints.
  func ports(_ options: String...) throws -> String { try run(["jack_lsp"] + options) }

  /// What JACK says `port` is connected to.
  func connections(of port: String) throws -> [String] {
    let lines = try ports("-c").split(separator: "\n").map(String.init)
    guard let index = lines.firstIndex(of: port) else { return [] }
    return lines[(index + 1)...].prefix { $0.hasPrefix("   ") }.map { String($0.dropFirst(3)) }
  }

  /// Runs a program to its end and returns what it said.
  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    try start(arguments).end(seconds: 300)
  }

  /// Starts a program of which this server is the default.
  func start(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> LiveProcess {
    let own = [
      "JACK_DEFAULT_SERVER": server, "JACK_NO_AUDIO_RESERVATION": "1",
      "RUNTIME_DIRECTORY": scratch.path, "STATE_DIRECTORY": scratch.path + "/state",
    ]
    let process = try LiveProcess(
      arguments, environment: own.merging(environment) { $1 },
      output: scratch.path("output-\(processes.count)"))
    processes.append(process)
    return process
  }
}
