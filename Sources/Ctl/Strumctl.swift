import ArgumentParser

/// The command line of strumd; its verbs are in Commands.
@main
struct Strumctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strumctl",
    abstract: "Controls strumd and checks its patches.",
    subcommands: [
      StatusCommand.self, TopCommand.self, GetCommand.self, SetCommand.self, SendCommand.self,
      LoadCommand.self, SaveCommand.self, PreloadCommand.self, DeedCommand<Next>.self,
      DeedCommand<Previous>.self, GotoCommand.self, DeedCommand<Undo>.self,
      DeedCommand<Redo>.self, LedgerCommand.self, DeedCommand<Tap>.self, BeatCommand.self,
      SuggestCommand.self, DeedCommand<Panic>.self, MonitorCommand.self,
      LearnCommand.self, DoctorCommand.self, ChartCommand.self, CheckCommand.self,
      NodesCommand.self, PluginsCommand.self, SchemaCommand.self, ImportStyleCommand.self,
    ])

  @OptionGroup var connection: ConnectionOptions
}
