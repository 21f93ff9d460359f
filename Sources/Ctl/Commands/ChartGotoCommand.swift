import ArgumentParser
import OSCControl

struct ChartGotoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goto",
    abstract: "Says where in the chart you are from the next bar line on.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(
    help: "A bar by its number from 1, or a section by its name, such as chorus or \"verse 2\".")
  var place: String

  func run() throws {
    try deed.ask(connection.client(root), "/chart/goto", [.string(place)])
  }
}
