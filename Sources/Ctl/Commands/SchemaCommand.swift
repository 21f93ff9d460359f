import ArgumentParser
import Graph
import Nodes
import PatchFile
import YAML

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of patch files, for editors.",
    discussion: """
      Save it where the first line of your patches points to:
      # yaml-language-server: $schema=/usr/share/strumd/patch.schema.json
      """)

  func run() {
    print(NodeKinds.linked.patchSchema.pretty, terminator: "")
  }
}
