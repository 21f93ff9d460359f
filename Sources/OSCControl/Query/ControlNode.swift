package import Graph

/// A node of the running patch.
package struct ControlNode: Sendable {
  package let id: String
  package let declaration: NodeDeclaration

  package init(id: String, declaration: NodeDeclaration) {
    self.id = id
    self.declaration = declaration
  }

  /// Where its parameters and events lie below.
  package var address: String { "/node/\(id)" }

  /// The addresses at which its events and its costs are told.
  var reports: [AddressDeclaration] {
    let events = declaration.outputs.compactMap { port -> AddressDeclaration? in
      guard case .event(let type) = port.type else { return nil }
      let fields = type.fields.map { AddressDeclaration.Field("f", $0) } + [Self.time]
      return AddressDeclaration("\(address)/\(port.name)", .read, fields, port.doc)
    }
    return events + meter + declaration.outputs.map(level) + [cost]
  }

  /// What leaves by an output, while somebody wants to know.
  private func level(_ port: PortDeclaration) -> AddressDeclaration {
    let field =
      port.type == .audio
      ? AddressDeclaration.Field("f", "peak", unit: "dB") : .init("i", "messages")
    return AddressDeclaration("/level/\(id)/\(port.name)", .read, [field], port.doc)
  }

  private static let time = AddressDeclaration.Field("f", "time", unit: "s")

  private var meter: [AddressDeclaration] {
    guard declaration.outputs.contains(where: { $0.type == .event(.level) }) else { return [] }
    return [
      AddressDeclaration(
        "/meter/\(id)", .read,
        EventType.level.fields.map { .init("f", $0, unit: "dB") }, "Peak and average of the signal."
      )
    ]
  }

  private var cost: AddressDeclaration {
    let times = ["mean", "minimum", "maximum", "median", "p99"]
    return AddressDeclaration(
      "/ledger/node/\(id)", .read,
      times.map { .init("f", $0, unit: "µs") } + [
        .init("f", "share"), .init("h", "cycles"), .init("i", "late"),
      ], "What the node takes in every cycle.")
  }
}
