import ArgumentParser

/// The command line of strumd; its verbs are in Commands.
@main
struct Strumctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strumctl",
    abstract: "Controls strumd and checks its patches.",
    groupedSubcommands: [
      CommandGroup(
        name: "On stage",
        subcommands: [
          DeedCommand<Start>.self, DeedCommand<Stop>.self, DeedCommand<Tap>.self,
          TempoCommand.self, BeatCommand.self, DeedCommand<Panic>.self, SetlistCommand.self,
          DeedCommand<Next>.self, DeedCommand<Previous>.self, GotoCommand.self,
          ChartCommand.self, SuggestCommand.self, AtCommand.self,
        ]),
      CommandGroup(
        name: "Looking on",
        subcommands: [
          StatusCommand.self, TopCommand.self, WatchCommand.self, MonitorCommand.self,
          LedgerCommand.self, LimitsCommand.self,
        ]),
      CommandGroup(
        name: "The rig",
        subcommands: [
          GetCommand.self, SetCommand.self, DeedCommand<Undo>.self, DeedCommand<Redo>.self,
          LoadCommand.self, PreloadCommand.self, SaveCommand.self, GraphCommand.self,
          AddCommand.self, RemoveCommand.self, RenameCommand.self, WireCommand.self,
          UnwireCommand.self, LearnCommand.self, BindCommand.self, DeedCommand<Dump>.self,
          DeedCommand<Sync>.self, SendCommand.self,
        ]),
      CommandGroup(
        name: "strumd itself",
        subcommands: [DeedCommand<Version>.self, PingCommand.self, DeedCommand<Quit>.self]),
      CommandGroup(
        name: "Without strumd",
        subcommands: [
          DoctorCommand.self, CheckCommand.self, NodesCommand.self, PluginsCommand.self,
          SchemaCommand.self, ImportStyleCommand.self,
        ]),
    ])

  @OptionGroup var connection: ConnectionOptions

  static func main() {
    let words = CommandLine.arguments.dropFirst()
    guard words.count == 2, words.first == "--generate-completion-script",
      let shell = words.last.flatMap(CompletionShell.init(rawValue:))
    else { return main(nil) }
    print(CompletionScript(shell).text)
  }
}
