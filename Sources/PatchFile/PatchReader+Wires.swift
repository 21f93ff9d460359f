import Graph
import YAML

extension PatchReader {
  mutating func readWires(_ value: YAMLValue) {
    var lines: [Wire: Int] = [:]
    for item in diagnostics.list(value, "wires") {
      guard case .scalar(let text) = item.content else {
        diagnostics.report(
          "a wire must be text, not \(item.kind)", at: item.place,
          hint: "write 'a -> b' or 'a.port -> b.port'")
        continue
      }
      readChain(text, at: item.place, lines: &lines)
    }
  }

  private mutating func readChain(_ text: String, at place: Place, lines: inout [Wire: Int]) {
    let chain: WireText
    do throws(WireTextError) {
      chain = try WireText(text)
    } catch {
      diagnostics.report(
        error.message, at: part(of: place, text, at: error.offset, length: error.length),
        hint: "write 'a -> b' or 'a.port -> b.port'")
      return
    }
    if chain.isFeedback && chain.ends.count > 2 {
      diagnostics.report(
        "'feedback' may follow one wire only, not a chain", at: place,
        hint: "write the wire that feeds back on a line of its own")
      return
    }
    var ends: [PlacedEnd] = []
    for (index, end) in chain.ends.enumerated() {
      let place = part(of: place, text, at: end.offset, length: end.length)
      if index > 0 && index < chain.ends.count - 1 && end.port != nil {
        diagnostics.report(
          "\(quoted(end.node + "." + (end.port ?? ""))) stands in the middle of a chain",
          at: place, hint: "leave the port out, or write two wires")
        return
      }
      guard isKnown(end.node, at: place) else { continue }
      ends.append(PlacedEnd(end: end, place: place))
    }
    guard ends.count == chain.ends.count else { return }
    for (source, destination) in zip(ends, ends.dropFirst()) {
      for wire in wires(from: source, to: destination, isFeedback: chain.isFeedback) {
        add(wire, at: Place(source.place.start, destination.place.end), lines: &lines)
      }
    }
  }

  private mutating func add(_ wire: Wire, at place: Place, lines: inout [Wire: Int]) {
    let plain = Wire(wire.source, wire.destination)
    if let line = lines[plain] {
      diagnostics.report(
        "'\(plain)' is there already (first at line \(line))", at: place)
      return
    }
    lines[plain] = place.start.line
    patch.wires.append(wire)
    places.wires.append(place)
  }

  /// Finds the ports that two ends mean; reports it where there are none.
  private mutating func wires(
    from source: PlacedEnd, to destination: PlacedEnd, isFeedback: Bool
  ) -> [Wire] {
    guard source.end.node != destination.end.node else {
      diagnostics.report(
        "\(quoted(source.end.node)) cannot feed itself", at: destination.place,
        hint: "lead the wire back through another node, such as gain")
      return []
    }
    guard let from = declaration(of: source.end.node),
      let to = declaration(of: destination.end.node)
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

  /// The place of a part of a text on one line, which may stand in quotes.
  private func part(of place: Place, _ text: String, at offset: Int, length: Int) -> Place {
    let written = place.end.column - place.start.column
    let count = text.unicodeScalars.count
    guard place.start.line == place.end.line, written == count || written == count + 2 else {
      return place
    }
    return place.part(at: offset + (written - count) / 2, length: length)
  }
}

/// An end of a wire, and where it stands in the file.
private struct PlacedEnd {
  let end: WireText.End
  let place: Place

  var text: String { end.port.map { "\(end.node).\($0)" } ?? end.node }
}
