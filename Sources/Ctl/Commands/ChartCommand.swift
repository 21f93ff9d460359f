import ArgumentParser
import OSCControl
import YAML

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Writes down what was heard, or names the chart to play from, and your place.",
    discussion: """
      strumctl chart > song.cho writes down what has been heard since strumd began; strumctl chart \
      load song.cho has the band play from it, and strumctl chart goto chorus tells where you are.
      """,
    subcommands: [ChartHeardCommand.self, ChartLoadCommand.self, ChartGotoCommand.self],
    defaultSubcommand: ChartHeardCommand.self)
}

struct ChartHeardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heard",
    abstract: "Writes down what has been heard since strumd began, as a chart of the song.",
    discussion: "strumctl chart > song.cho, and the band follows it with chart: song.cho.")

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case chordpro, musicxml, yaml

    /// What files of the format end with.
    var ending: String { self == .chordpro ? "cho" : rawValue }
  }

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Option(help: "chordpro, musicxml or yaml.")
  var format = Format.chordpro

  @Flag(help: "Print a JSON object of the format and the chart.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    let answer = try client.ask(
      "/chart/heard", [.string(format.ending)], within: LoadCommand.patience)
    let text = answer.arguments.first?.text ?? ""
    let object: JSON = ["format": .string(format.rawValue), "chart": .string(text)]
    print(json ? object.compact + "\n" : text, terminator: "")
  }
}
