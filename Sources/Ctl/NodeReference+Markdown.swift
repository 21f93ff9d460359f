import Graph

extension NodeReference {
  /// All of each kind as a page in Markdown; `docs/nodes.md` is that of the kinds that are linked.
  var markdown: String {
    var text = """
      # Nodes

      All kinds of node, as they declare themselves: `make reference` writes this page. `strumctl nodes` prints the
      same, and `strumctl nodes lv2 URI` what a plugin has. [Patches](patches.md) tell how nodes are written and wired.

      """
    var family = ""
    for declaration in declarations {
      if declaration.family != family {
        family = declaration.family
        text += "\n## \(family.prefix(1).uppercased())\(family.dropFirst())\n"
      }
      text += "\n### \(declaration.kind)\n\n\(declaration.doc)\n"
      for (title, rows) in declaration.sections {
        let heading = title.prefix(1).uppercased() + title.dropFirst()
        text += "\n| \(heading) | | |\n|---|---|---|\n"
        for row in rows { text += "| `\(row.name)` | \(row.values) | \(row.doc) |\n" }
      }
    }
    return text
  }
}
