extension Plan: CustomStringConvertible {
  /// The schedule as an s-expression, one line a node: what it reads, and the buffers it writes.
  ///
  ///     (schedule (buffers 2)
  ///       (guitar (out 0))
  ///       (low (in 0) (out 1)))
  package var description: String {
    let lines = steps.map { step in
      let vertex = topology.vertices[step.vertex]
      let inputs = step.inputs.filter { !$0.arrivals.isEmpty }.map { describe($0) }
      let outputs = step.outputs.isEmpty ? [] : ["(out \(list(step.outputs)))"]
      return "  (" + ([vertex.id] + inputs + outputs).joined(separator: " ") + ")"
    }
    return (["(schedule (buffers \(bufferCount))"] + lines).joined(separator: "\n") + ")"
  }

  private func describe(_ input: Input) -> String {
    let sources = input.arrivals.map { arrival in
      var text =
        input.type == .audio
        ? "\(arrival.buffer)" : topology.vertices[arrival.edge.source].id
      if arrival.edge.isFeedback { text = "(feedback \(text))" }
      switch arrival.edge.fade {
      case .steady: return text
      case .rising: return "(rising \(text))"
      case .falling: return "(falling \(text))"
      }
    }
    let name = input.type == .audio ? "in" : input.type.name
    let joined = sources.joined(separator: " ")
    return input.mix < 0 ? "(\(name) \(joined))" : "(\(name) (mix \(input.mix) \(joined)))"
  }

  private func list(_ buffers: [Int]) -> String {
    buffers.map { "\($0)" }.joined(separator: " ")
  }
}
