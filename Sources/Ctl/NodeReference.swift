import Graph

/// Declarations as text for a terminal.
struct NodeReference {
  let declarations: [NodeDeclaration]

  init(_ declarations: [NodeDeclaration]) {
    self.declarations = declarations
  }

  /// A line for each kind, by family.
  var list: String {
    var text = ""
    var family = ""
    for declaration in declarations {
      if declaration.family != family {
        text += (text.isEmpty ? "" : "\n") + declaration.family + "\n"
        family = declaration.family
      }
      text += "  " + padded(declaration.kind, 16) + declaration.doc + "\n"
    }
    return text
  }

  /// All of each kind.
  var pages: String { declarations.map(page).joined(separator: "\n") }

  private func page(_ declaration: NodeDeclaration) -> String {
    "\(declaration.kind) (\(declaration.family))\n  \(declaration.doc)\n"
      + declaration.sections.map { section($0.title, $0.rows) }.joined()
  }

  private func section(_ title: String, _ rows: [NodeDeclaration.Row]) -> String {
    let names = rows.map(\.name.count).max() ?? 0
    // Long lists of choices push their own explanation aside, not that of the others.
    let values = rows.map(\.values.count).filter { $0 <= 60 }.max() ?? 0
    let lines = rows.map { row in
      "    " + padded(row.name, names + 2) + padded(row.values, values + 2) + row.doc + "\n"
    }
    return "  \(title)\n" + lines.joined()
  }
}
