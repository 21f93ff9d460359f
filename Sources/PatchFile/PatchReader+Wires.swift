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
    guard !chain.isFeedback || chain.ends.count == 2 else {
      diagnostics.report(
        "'feedback' may follow one wire only, not a chain", at: place,
        hint: "write the wire that feeds back on a line of its own")
      return
    }
    guard let ends = ends(of: chain, text, at: place) else { return }
    for (source, destination) in zip(ends, ends.dropFirst()) {
      for wire in wires(from: source, to: destination, isFeedback: chain.isFeedback) {
        add(wire, at: Place(source.place.start, destination.place.end), lines: &lines)
      }
    }
  }

  /// Finds the nodes of a chain, or records what is wrong with them and returns `nil`.
  private mutating func ends(
    of chain: WireText, _ text: String, at place: Place
  ) -> [PlacedEnd]? {
    let ends = chain.ends.map { end in
      PlacedEnd(end: end, place: part(of: place, text, at: end.offset, length: end.length))
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
