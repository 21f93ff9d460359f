import ArgumentParser
import OSCControl

struct ChartGotoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goto",
    abstract: "Says where in the chart you are from the next bar line on.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(
    help: "A bar by its number from 1, or a section by its name, such as chorus or \"verse 2\".")
  var place: String

  func run() throws {
    let answer = try connection.client(root).ask("/chart/goto", [.string(place)])
    print(answer.arguments.plainText)
  }
}
