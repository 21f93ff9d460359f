import ArgumentParser
import OSCControl

struct ChartLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Has the band play from a chart from the next bar line on, or from none.",
    discussion: """
      The file lies beside the patch, or in a folder there. A mistake in it is shown, and the chart that is \
      played from stays.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The chart; without it, the band only listens.", completion: .file())
  var file = ""

  func run() throws {
    let path = file.isEmpty ? "" : LoadCommand.absolute(file)
    try deed.ask(
      connection.client(root), "/chart/load", [.string(path)], within: LoadCommand.patience)
  }
}
