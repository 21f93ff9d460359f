import Graph
import OSCControl

/// The engine as the OSC server steers it.
final class EngineControl: ControlTarget {
  let player: PatchPlayer
  let session: JackSession
  let heard: HeardSong
  private var known = -1
  private var table: [Parameter] = []
  private(set) var parameters: [ControlParameter] = []
  private(set) var nodes: [ControlNode] = []

  /// Whether somebody asked us to end.
  private(set) var isQuitting = false

  /// Until when outputs are to be measured, on the monotonic clock.
  private(set) var levelsEnd: Int64 = 0

  init(player: PatchPlayer, session: JackSession, heard: HeardSong) {
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

  func settle(_ completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.sync, answer: completion)
  }

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
}
