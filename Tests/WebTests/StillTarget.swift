import ControlSupport
import Graph
import OSCControl

/// An engine that plays nothing and keeps what it is told.
final class StillTarget: IdleTarget {
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

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    guard board.takeBack() else {
      completion(.failed("nothing was changed"))
      return
    }
    generation += 1
    completion(.done(""))
  }

  /// What is drawn, and why edits are refused, if they are.
  var board = StillBoard()

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    if let problem = board.edit(edits) {
      completion(.failed(problem + "\n"))
    } else {
      for case .renameNode(let id, let name) in edits {
        parameters = parameters.map { parameter in
          ControlParameter(
            node: parameter.node == id ? name : parameter.node, declaration: parameter.declaration)
        }
      }
      generation += 1
      completion(.done("edited"))
    }
  }

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    board.saved.append((path, replaces))
    completion(.done("\(path) is written"))
  }

  var graph: String { board.json }
  var kinds: String { StillBoard.kinds }
}
