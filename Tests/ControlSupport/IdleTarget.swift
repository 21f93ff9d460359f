package import Graph
package import OSCControl

/// A target of control behind which no engine is, for tests of those who drive one.
///
/// It keeps the values and the commands that it is told; all else is refused or empty, but for what a test
/// says of its own.
package protocol IdleTarget: ControlTarget {
  /// The values of ``ControlTarget/parameters``, in their order.
  var values: [Float] { get set }

  /// The commands that were given, the latest last.
  var commands: [ControlCommand] { get set }
}

extension IdleTarget {
  package var generation: Int { 1 }
  package var nodes: [ControlNode] { [] }
  package var midiMap: [MIDIBinding] { [] }
  package var tempo: Double { 120 }
  package var music: MusicalTime? { nil }
  package var patchPath: String { "trio.yaml" }
  package var setlist: [OSCArgument] { [] }
  package var graph: String { "{}" }
  package var kinds: String { "[]" }
  package var dump: String { "" }
  package var status: [ControlFact] { [] }
  package var readings: [ControlFact] { [] }
  package var costs: [ControlCost] { [] }
  package var ledger: String { "{}" }

  package func value(of parameter: Int) -> Float { values[parameter] }

  package func set(_ parameter: Int, to value: Float) { values[parameter] = value }

  package func set(_ changes: [ControlChange], at frame: Int64?) -> Bool {
    for change in changes { values[change.parameter] = change.value }
    return true
  }

  package func frame(at nanoseconds: Int64) -> Int64? { nil }

  package func perform(_ command: ControlCommand) { commands.append(command) }

  package func settle(_ completion: @escaping (ControlOutcome) -> Void) {
    completion(.done(""))
  }

  package func leadsOut(_ path: String) -> Bool { false }

  /// There is a chorus in bar 17, and nothing else.
  package func go(to place: String) -> ControlOutcome {
    place == "chorus" ? .done("bar 17") : .failed("the chart has no '\(place)'")
  }

  package func fileBeside(_ path: String) -> ControlOutcome { .done(path) }

  package func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("nothing was changed"))
  }

  package func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  package func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    completion(.done("\(path) is written"))
  }

  package func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  package func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no such file"))
  }

  package func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("no set list"))
  }

  package func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("nothing to edit"))
  }

  package func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void) {
    completion(.failed("nothing was heard"))
  }
}
