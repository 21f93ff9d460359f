import ControlSupport
import Graph

@testable import OSCControl

/// An engine made of a list of numbers, which writes down what it is told.
final class TestTarget: IdleTarget {
  var midiMap: [MIDIBinding] = []
  var generation = 1
  var parameters: [ControlParameter]
  var values: [Float]
  var groups: [(changes: [ControlChange], frame: Int64?)] = []
  var commands: [ControlCommand] = []
  var tempo = 120.0
  var patchPath = "trio.yaml"

  /// Only relative paths lie beside the patch, which is in `/rigs`.
  func fileBeside(_ path: String) -> ControlOutcome {
    path.hasPrefix("/") ? .failed("'\(path)' lies outside") : .done("/rigs/" + path)
  }

  /// A link there leads elsewhere.
  func leadsOut(_ path: String) -> Bool { path.hasPrefix("link/") }

  /// The endings of charts that are being written.
  var charts: [(ending: String, completion: (ControlOutcome) -> Void)] = []

  func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void) {
    charts.append((ending, completion))
  }

  var graph = #"{"nodes": [], "wires": []}"#
  var kinds = "[]"
  var dump = "(schedule (capture guitar) (highpass clean))"
  var completions: [(ControlOutcome) -> Void] = []
  var status = [ControlFact("state", .string("running")), ControlFact("sample_rate", .int(48000))]

  var readings = [ControlFact("/node/comp/gain_reduction", .float(-3))]

  var costs = [
    ControlCost(node: "clean", values: [.float(1.5), .long(7)]),
    ControlCost(node: "band", values: [.float(0.5), .long(7)]),
  ]
  var ledger = #"{"nodes": []}"#

  /// Where frame 0 lies on the monotonic clock; `nil` while nothing runs.
  var origin: Int64?

  init() {
    parameters = [
      ControlParameter(
        node: "clean",
        declaration: .number("frequency", 20...20000, default: 70, unit: "Hz", "The corner.")),
      ControlParameter(
        node: "clean", declaration: .number("gain", 0...1, default: 0.5, "How loud.")),
      ControlParameter(
        node: "band",
        declaration: .choice("style", ["rock", "bossa", "swing"], default: 0, "What.")
      ),
      ControlParameter(node: "band", declaration: .toggle("mute", default: false, "Silence.")),
      ControlParameter(node: "band", declaration: .integer("bars", 1...8, default: 2, "Bars.")),
    ]
    values = parameters.map(\.declaration.initial)
  }

  var nodes: [ControlNode] = [
    ControlNode(
      id: "clean",
      declaration: NodeDeclaration(
        kind: "highpass", family: "filter", doc: "Keeps what is high.",
        outputs: [.event(.level, "How loud.")], settings: [.text("slope", default: "", "How.")]))
  ]

  var music: MusicalTime?
  var settled: [(ControlOutcome) -> Void] = []

  /// Waits until the test calls what is in ``settled``.
  func settle(_ completion: @escaping (ControlOutcome) -> Void) { settled.append(completion) }

  var isFull = false

  func set(_ changes: [ControlChange], at frame: Int64?) -> Bool {
    guard !isFull else { return false }
    groups.append((changes, frame))
    for change in changes { values[change.parameter] = change.value }
    return true
  }

  func frame(at nanoseconds: Int64) -> Int64? {
    origin.map { (nanoseconds - $0) * 48 / 1_000_000 }
  }

  /// What else happens when a command is carried out.
  var whenTold: (ControlCommand) -> Void = { _ in }

  func perform(_ command: ControlCommand) {
    commands.append(command)
    whenTold(command)
    if case .tempo(let tempo) = command { self.tempo = tempo }
  }

  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completions.append { [weak self] outcome in
      if case .done = outcome { self?.patchPath = path }
      completion(outcome)
    }
  }

  var saved: [String: Bool] = [:]

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    saved[path] = replaces
    completion(.done("\(path) is written"))
  }

  var prepared: [String] = []

  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    prepared.append(path)
    completion(.done("\(path) is ready"))
  }

  var setlist: [OSCArgument] = [.int(1), .int(3), .string("Friday"), .string("a.yaml")]
  var moves: [ControlMove] = []

  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    moves.append(move)
    completion(.done("moved"))
  }

  var edits: [[ControlEdit]] = []

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    guard !edits.contains(.removeNode(id: "nobody")) else {
      completion(.failed("no node 'nobody'"))
      return
    }
    self.edits.append(edits)
    completion(.done("edited"))
  }

  var reversals: [Bool] = []

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    reversals.append(isRedo)
    completion(.done(""))
  }

  func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(path == "good.yaml" ? .done("good.yaml is fine") : .failed("\(path): no such file"))
  }
}
