import Graph
import YAML

extension PatchReader {
  mutating func readWires(_ value: YAMLValue) {
    var lines: [Wire: Int] = [:]
    for item in diagnostics.list(value, "wires") where !diagnostics.isFull {
      guard case .scalar(let text) = item.content else {
        diagnostics.report(
          "a wire must be text, not \(item.kind)", at: item.place,
          hint: "write 'a -> b' or 'a.port -> b.port'")
        continue
      }
      readChain(text, at: item.place, lines: &lines)
      guard patch.wires.count <= Patch.wireLimit else {
        diagnostics.report(
          "a patch may have \(Patch.wireLimit) wires, not more", at: item.place)
        return
      }
    }
  }

  private mutating func readChain(_ text: String, at place: Place, lines: inout [Wire: Int]) {
    let wirePlace = WirePlace(text, at: place)
    let chain: WireText
    do throws(WireTextError) {
      chain = try WireText(text)
    } catch {
      diagnostics.report(
        error.message, at: wirePlace.part(at: error.offset, length: error.length),
        hint: "write 'a -> b' or 'a.port -> b.port'")
      return
    }
    guard !chain.isFeedback || chain.ends.count == 2 else {
      diagnostics.report(
        "'feedback' may follow one wire only, not a chain", at: place,
        hint: "write the wire that feeds back on a line of its own")
      return
    }
    guard let ends = ends(of: chain, at: wirePlace) else { return }
    for (source, destination) in zip(ends, ends.dropFirst()) {
      for wire in wires(from: source, to: destination, isFeedback: chain.isFeedback) {
        add(wire, at: Place(source.place.start, destination.place.end), lines: &lines)
      }
    }
  }

  /// Finds the nodes of a chain, or records what is wrong with them and returns `nil`.
  private mutating func ends(of chain: WireText, at place: WirePlace) -> [PlacedEnd]? {
    let ends = chain.ends.map { end in
      PlacedEnd(end: end, place: place.part(at: end.offset, length: end.length))
    }
    for end in ends.dropFirst().dropLast() where end.end.port != nil {
      diagnostics.report(
        "\(quoted(end.text)) stands in the middle of a chain", at: end.place,
        hint: "leave the port out, or write two wires")
      return nil
    }
    let known = ends.filter { isKnown($0.end.node, at: $0.place) }
    return known.count == ends.count ? ends : nil
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
}
