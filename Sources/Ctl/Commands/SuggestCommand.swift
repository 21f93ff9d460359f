import ArgumentParser
import OSCControl
import YAML

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Shows which chords may come next, or how the tune may go on in a mood.",
    discussion: "The patch that plays needs a node of kind suggest, as trio has one.")

  enum Mood: String, CaseIterable, ExpressibleByArgument {
    case bright, dark, tense, jazzy, plain
  }

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Option(help: "Show four bars in this mood instead.")
  var mood: Mood?

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    if let mood {
      let arguments = try client.ask("/suggest/" + mood.rawValue).arguments
      show(SuggestionText(continuation: arguments))
    } else {
      show(SuggestionText(next: try client.ask("/suggest").arguments))
    }
  }

  private func show(_ text: SuggestionText) {
    print(json ? text.json.pretty : text.line + "\n", terminator: "")
  }
}
