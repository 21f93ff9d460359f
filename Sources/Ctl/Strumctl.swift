import ArgumentParser

/// The command line of strumd; each verb has its file in Commands.
@main
struct Strumctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strumctl",
    abstract: "Controls strumd and checks its patches.",
    subcommands: [CheckCommand.self, NodesCommand.self, SchemaCommand.self])
}
