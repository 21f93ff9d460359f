import Graph
import Nodes
import TestSupport
import Testing

@testable import Ctl

@Suite struct NodeReferenceTests {
  private let gain = NodeDeclaration(
    kind: "gain", family: "dynamics", doc: "Louder.", inputs: [.audio("in", "Sound.")],
    parameters: [
      .number("level", -90...24, default: 0.1, unit: "dB", "How much."),
      .choice("law", ["linear", "cubic"], default: 1, "How it travels."),
    ], settings: [.file("table", isRequired: true, "A curve."), .connect])

  @Test func `the list goes by family`() {
    let low = NodeDeclaration(kind: "low", family: "filter", doc: "Lows.")
    #expect(
      NodeReference([gain, low]).list == """
        dynamics
          gain            Louder.

        filter
          low             Lows.

        """)
  }

  @Test func `docs/nodes.md says what the kinds declare`() throws {
    let page = NodeReference(NodeKinds.linked.declarations).markdown
    #expect(try Checkout.text("docs/nodes.md") == page, "make reference writes it anew")
    #expect(page.contains("### accompaniment") && page.contains("| `style` | text, else rock |"))
  }

  @Test func `a page in Markdown has a table for each sort of thing`() {
    let page = NodeReference([gain]).markdown
    #expect(page.contains("## Dynamics\n\n### gain\n\nLouder.\n\n| Inputs | | |\n|---|---|---|\n"))
    #expect(page.contains("| `level` | -90 to 24 dB, else 0.1 | How much. |\n"))
    #expect(!page.contains("Readings"))
  }

  @Test func `a page shows ports, parameters and settings`() {
    #expect(
      NodeReference([gain]).pages == """
        gain (dynamics)
          Louder.
          inputs
            in  audio  Sound.
          parameters
            level  -90 to 24 dB, else 0.1       How much.
            law    linear or cubic, else cubic  How it travels.
          settings
            table    file, required  A curve.
            connect  list            \(SettingDeclaration.connect.doc)

        """)
  }
}
