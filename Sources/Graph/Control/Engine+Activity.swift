private import Synchronization

/// How much has left by an output of a node.
package struct OutputReport: Sendable {
  /// What was counted, by the sort of output.
  package enum Amount: Sendable, Equatable {
    /// The loudest sample, full scale 1.
    case peak(Float)

    /// Messages or events.
    case count(Int)
  }

  /// The node's id, and its output's name.
  package let node: String
  package let port: String
  package let amount: Amount
}

extension Engine {
  /// Whether outputs are measured while nodes run, which makes each node a little dearer.
  package var measuresOutputs: Bool {
    get { shared.measuresOutputs.load(ordering: .relaxed) }
    set { shared.measuresOutputs.store(newValue, ordering: .relaxed) }
  }

  /// Takes how much has left by each output of the patch since the last call.
  package func takeActivity() -> [OutputReport] {
    patch.nodes.compactMap { instances[$0.id] }.flatMap(\.outputReports)
  }
}

extension NodeInstance {
  /// What has left by its outputs, in the order in which they are declared.
  fileprivate var outputReports: [OutputReport] {
    let outputs = declaration.outputs
    var audio = 0
    var midi = outputs.count { $0.type == .audio }
    var events = midi + midiOutputs.count
    return outputs.map { port in
      let amount: OutputReport.Amount
      switch port.type {
      case .audio:
        amount = .peak(activity.takePeak(audio))
        audio += 1
      case .midi:
        amount = .count(activity.takeCount(midi))
        midi += 1
      case .event:
        amount = .count(activity.takeCount(events))
        events += 1
      }
      return OutputReport(node: id, port: port.name, amount: amount)
    }
  }
}
