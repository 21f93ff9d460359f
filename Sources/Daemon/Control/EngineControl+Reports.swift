import Graph
import OSCControl
private import PatchFile
private import YAML

/// What is told of the engine.
extension EngineControl {
  var graph: String { GraphReport(player.engine).json.compact }

  var kinds: String { JSON.array(player.kinds.declarations.map(\.json)).compact }

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
