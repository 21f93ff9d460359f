import Graph
private import Nodes
import OSCControl
private import PatchFile
private import YAML

/// The engine as the OSC server steers it.
final class EngineControl: ControlTarget {
  private let player: Player
  private let session: JackSession
  private let heard: HeardSong
  private var known = -1
  private var table: [Parameter] = []
  private(set) var parameters: [ControlParameter] = []
  private(set) var nodes: [ControlNode] = []

  /// Whether somebody asked us to end.
  private(set) var isQuitting = false

  /// Until when outputs are to be measured, on the monotonic clock.
  private(set) var levelsEnd: Int64 = 0

  init(player: Player, session: JackSession, heard: HeardSong) {
    self.player = player
    self.session = session
    self.heard = heard
  }

  /// Also brings ``parameters`` up to date.
  var generation: Int {
    if known != player.generation {
      known = player.generation
      let nodes = player.engine.patch.nodes.compactMap { player.engine.instances[$0.id] }
      table = nodes.flatMap(\.parameters)
      self.nodes = nodes.map { ControlNode(id: $0.id, declaration: $0.declaration) }
      parameters = nodes.flatMap { node in
        node.parameters.map { ControlParameter(node: node.id, declaration: $0.declaration) }
      }
    }
    return known
  }

  var midiMap: [MIDIBinding] { player.engine.patch.midiMap }

  func value(of parameter: Int) -> Float { table[parameter].value }

  func set(_ parameter: Int, to value: Float) {
    player.engine.turn(table[parameter], of: parameters[parameter].node, to: value)
  }

  func set(_ changes: [ControlChange], at frame: Int64?) -> Bool {
    player.engine.set(
      changes.map { change in
        let parameter = parameters[change.parameter]
        return (parameter.node, parameter.declaration.name, change.value)
      }, at: frame) != nil
  }

  func frame(at nanoseconds: Int64) -> Int64? { session.client?.signals.frame(at: nanoseconds) }

  var tempo: Double { player.engine.status.transport.tempo }

  var music: MusicalTime? {
    let status = player.engine.status
    return MusicalTime(
      status.transport, frame: status.frame, sampleRate: player.engine.configuration.sampleRate)
  }

  func settle(_ completion: @escaping () -> Void) { player.ask(.sync) { _ in completion() } }

  func perform(_ command: ControlCommand) {
    let engine = player.engine
    switch command {
    case .tempo(let tempo): engine.steer(.tempo(tempo))
    case .tap(let nanoseconds): engine.steer(.tap, at: frame(at: nanoseconds))
    case .start: engine.steer(.start)
    case .stop: engine.steer(.stop)
    case .downbeat: engine.steer(.downbeat)
    case .doubleTime: engine.steer(.scale(2))
    case .halfTime: engine.steer(.scale(0.5))
    case .panic: engine.panic()
    case .resetLedger: engine.resetLedger()
    case .watchLevels(let seconds): levelsEnd = MonotonicClock.now + Int64(seconds * 1e9)
    case .quit: isQuitting = true
    }
  }

  var patchPath: String { player.path }

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.takeBack(isRedo ? .redo : .undo), answer: completion)
  }

  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.load(path), answer: completion)
  }

  func fileBeside(_ path: String) -> ControlOutcome {
    let folder = player.engine.version.environment.patchDirectory
    do throws(FileProblem) {
      return .done(folder + "/" + (try ConfinedFile.find(path, in: folder)))
    } catch {
      return .failed("\(error)")
    }
  }

  func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.check(path), answer: completion)
  }

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    player.ask(.save(path, replaces: replaces), answer: completion)
  }

  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.prepare(path), answer: completion)
  }

  var setlist: [OSCArgument] { player.setlist.map { SetlistReport($0).arguments } ?? [] }

  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.move(move), answer: completion)
  }

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.edit(edits), answer: completion)
  }

  func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void) {
    let patch = player.engine.patch
    let sampleRate = player.engine.configuration.sampleRate
    let heard = heard.performance
    let write: @Sendable () -> String = {
      heard.transcript(sampleRate: sampleRate, clock: patch.clock).chart(patch, ending: ending)
    }
    player.ask(.write(write), answer: completion)
  }

  var graph: String { GraphReport(player.engine).json.compact }

  var kinds: String { JSON.array(player.kinds.declarations.map(\.json)).compact }

  func go(to place: String) -> ControlOutcome {
    let nodes = player.engine.patch.nodes.compactMap { player.engine.instances[$0.id] }
    let desks = nodes.compactMap { $0.job(as: (any ChartFollowing).self)?.desk }
    guard let contents = desks.lazy.compactMap(\.contents).first else {
      return .failed("nobody plays from a chart; /chart/load FILE gives the band one\n")
    }
    let bars = desks.map { $0.go(to: place) }.first { !$0.isEmpty }
    guard let bars else {
      let sections = contents.sections.joined(separator: ", ")
      return .failed(
        "the chart has no '\(place)'; its bars go from 1 to \(contents.barCount), its sections are "
          + "\(sections)\n")
    }
    return .done(bars.map { "bar \($0)" }.joined(separator: " or "))
  }

  var dump: String { player.engine.plan.map { "\($0)" } ?? "" }

  var status: [ControlFact] { StatusReport(player, session).facts }

  var readings: [ControlFact] {
    player.engine.patch.nodes.compactMap { player.engine.instances[$0.id] }.flatMap { node in
      node.readings.map {
        ControlFact("/node/\(node.id)/\($0.declaration.name)", .float($0.value))
      }
    }
  }

  var costs: [ControlCost] { LedgerReport(player.engine).costs }

  var ledger: String { LedgerReport(player.engine).json.pretty }
}
