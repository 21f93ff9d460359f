import Graph
import OSCControl

/// An engine that plays nothing and keeps what it is told.
final class StillTarget: ControlTarget {
  var midiMap: [MIDIBinding] = []
  var generation = 1
  var values: [Float] = [70, 0.5, 0, 0]
  var commands: [ControlCommand] = []

  var nodes = [
    ControlNode(
      id: "clean",
      declaration: NodeDeclaration(
        kind: "highpass", family: "filter", doc: "Keeps what is high.",
        outputs: [.event(.level, "How loud.")]))
  ]

  var parameters = [
    ControlParameter(
      node: "clean",
      declaration: .number(
        "frequency", 20...20000, default: 70, unit: "Hz", scale: .logarithmic, "The corner.")),
    ControlParameter(
      node: "clean",
      declaration: .number("gain", 0...1, default: 0.5, "How loud.")),
    ControlParameter(
      node: "band", declaration: .choice("style", ["rock", "bossa"], default: 0, "What.")),
    ControlParameter(node: "band", declaration: .toggle("mute", default: false, "Silence.")),
  ]

  func value(of parameter: Int) -> Float { values[parameter] }
  func set(_ parameter: Int, to value: Float) { values[parameter] = value }

  func set(_ changes: [ControlChange], at frame: Int64?) -> Bool {
    for change in changes { values[change.parameter] = change.value }
    return true
  }

  func frame(at nanoseconds: Int64) -> Int64? { nil }
  var tempo: Double { 120 }
  func perform(_ command: ControlCommand) { commands.append(command) }

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("nothing was changed"))
  }

  var patchPath: String { "trio.yaml" }

  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  var setlist: [OSCArgument] { [] }

  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no set list"))
  }

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no"))
  }

  func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    completion(.failed("no"))
  }

  var readings: [ControlFact] { [] }
  var dump: String { "" }
  func chart(ending: String) -> String { "" }
  var status: [ControlFact] { [] }
  var costs: [ControlCost] { [] }
  var ledger: String { "{}" }
}
