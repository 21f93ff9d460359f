import ArgumentParser

/// The command line of strumd; each verb has its file in Commands.
@main
struct Strumctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strumctl",
    abstract: "Controls strumd and checks its patches.",
    subcommands: [
      StatusCommand.self, TopCommand.self, GetCommand.self, SetCommand.self, SendCommand.self,
      LoadCommand.self, SaveCommand.self, PreloadCommand.self, NextCommand.self,
      PreviousCommand.self, GotoCommand.self, UndoCommand.self, RedoCommand.self,
      LedgerCommand.self, TapCommand.self,
      BeatCommand.self, SuggestCommand.self, PanicCommand.self, MonitorCommand.self,
      LearnCommand.self, DoctorCommand.self, ChartCommand.self, CheckCommand.self,
      NodesCommand.self, PluginsCommand.self, SchemaCommand.self, ImportStyleCommand.self,
    ])

  @OptionGroup var connection: ConnectionOptions
}
