import Graph
import YAML

extension PatchReader {
  /// Finds the ports that two ends mean; reports it where there are none.
  mutating func wires(
    from source: PlacedEnd, to destination: PlacedEnd, isFeedback: Bool
  ) -> [Wire] {
    guard source.end.node != destination.end.node else {
      diagnostics.report(
        "\(quoted(source.end.node)) cannot feed itself", at: destination.place,
        hint: "lead the wire back through another node, such as gain")
      return []
    }
    takeForGranted(source, destination)
    guard let from = declarations[source.end.node],
      let to = declarations[destination.end.node]
    else { return [] }
    let outputs = candidates(source, from.outputs, otherSide: from.inputs, isSource: true)
    let inputs = candidates(destination, to.inputs, otherSide: to.outputs, isSource: false)
    guard let outputs, let inputs else { return [] }
    let pairs = matches(outputs, inputs)
    if pairs.isEmpty {
      reportMismatch(source, from, outputs, destination, to, inputs)
    }
    return pairs.map { output, input in
      Wire(
        Wire.End(source.end.node, output.name), Wire.End(destination.end.node, input.name),
        isFeedback: isFeedback)
    }
  }

  /// Gives nodes of which nothing is known the ports that a wire between these ends names.
  private mutating func takeForGranted(_ source: PlacedEnd, _ destination: PlacedEnd) {
    guard let from = declarations[source.end.node], let to = declarations[destination.end.node]
    else { return }
    if case .unknown = from.variability, let name = source.end.port {
      let port = to.inputs.first { $0.name == destination.end.port } ?? to.inputs.first
      declarations[source.end.node] = from.adding(output: name, port?.type ?? .audio)
    }
    if case .unknown = to.variability, let name = destination.end.port {
      let port = from.outputs.first { $0.name == source.end.port } ?? from.outputs.first
      declarations[destination.end.node] = to.adding(input: name, port?.type ?? .audio)
    }
  }

  /// The ports that an end may mean: the one it names, or all; `nil` where there is no such port.
  private mutating func candidates(
    _ end: PlacedEnd, _ ports: [PortDeclaration], otherSide: [PortDeclaration], isSource: Bool
  ) -> [PortDeclaration]? {
    guard let name = end.end.port else { return ports }
    if let port = ports.first(where: { $0.name == name }) { return [port] }
    let side = isSource ? "output" : "input"
    let names = ports.map(\.name)
    let listed =
      names.isEmpty ? "it has no \(side)s" : "its \(side)s: " + names.joined(separator: ", ")
    if otherSide.contains(where: { $0.name == name }) {
      diagnostics.report(
        "\(quoted(end.text)) is an \(isSource ? "input" : "output"), but a wire "
          + (isSource ? "begins at an output" : "ends at an input"), at: end.place, hint: listed)
    } else {
      diagnostics.report(
        "\(quoted(end.end.node)) has no \(side) \(quoted(name))", at: end.place,
        hint: didYouMean(name, names) ?? listed)
    }
    return nil
  }

  /// The first output with an input of its type; left and right together where both nodes have them.
  private func matches(
    _ outputs: [PortDeclaration], _ inputs: [PortDeclaration]
  ) -> [(PortDeclaration, PortDeclaration)] {
    let sides = ["left", "right"].compactMap { side in
      outputs.first { $0.name == side && $0.type == .audio }.flatMap { output in
        inputs.first { $0.name == side && $0.type == .audio }.map { (output, $0) }
      }
    }
    if sides.count == 2 { return sides }
    for output in outputs {
      if let input = inputs.first(where: { $0.type == output.type }) { return [(output, input)] }
    }
    return []
  }

  private mutating func reportMismatch(
    _ source: PlacedEnd, _ from: NodeDeclaration, _ outputs: [PortDeclaration],
    _ destination: PlacedEnd, _ to: NodeDeclaration, _ inputs: [PortDeclaration]
  ) {
    diagnostics.report(
      "\(quoted(source.text)) gives \(types(outputs)), but "
        + "\(quoted(destination.text)) takes \(types(inputs))",
      at: Place(source.place.start, destination.place.end),
      hint: remedy(source, from, outputs, destination, to, inputs))
  }

  /// A pair of ports that would fit, in words.
  private func remedy(
    _ source: PlacedEnd, _ from: NodeDeclaration, _ outputs: [PortDeclaration],
    _ destination: PlacedEnd, _ to: NodeDeclaration, _ inputs: [PortDeclaration]
  ) -> String {
    let found =
      matches(outputs, to.inputs).first ?? matches(from.outputs, inputs).first
      ?? matches(from.outputs, to.inputs).first
    guard let (output, input) = found else {
      return "no output of \(from.kind) fits an input of \(to.kind)"
    }
    return "'\(source.end.node).\(output.name) -> \(destination.end.node).\(input.name)' would fit"
  }

  private func types(_ ports: [PortDeclaration]) -> String {
    var names: [String] = []
    for port in ports where !names.contains(port.type.name) { names.append(port.type.name) }
    return names.isEmpty ? "nothing" : alternatives(names)
  }
}
