import ArgumentParser
import OSCControl
import YAML

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Binds a knob, a pedal or a pad of a MIDI controller to a parameter.",
    discussion: """
      strumctl learn out/gain pickup -60..6, then move the knob. The manner is jump, pickup, toggle, \
      momentary, relative or offset; without it, what fits. Commands such as /tap can be bound, too. \
      Without a target, it lists what is bound. 'strumctl bind' binds what you can name, and 'strumctl save' \
      keeps it in the patch.
      """)

  /// Seconds, a little more than strumd waits.
  private static let patience = 32.0

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Flag(help: "End the bindings of the target instead.")
  var remove = false

  @Flag(help: "Learn nothing after all, whoever asked for it.")
  var cancel = false

  @Argument(
    parsing: .allUnrecognized, help: "What is to be moved, and how.",
    completion: .custom(completeLearned))
  var words: [String] = []

  func validate() throws {
    guard cancel, remove || !words.isEmpty else { return }
    throw ValidationError("--cancel stands alone")
  }

  func run() throws {
    let client = try connection.client(root)
    guard !cancel else { return try deed.ask(client, "/learn/cancel") }
    guard let target = words.first else {
      let text = try client.ask("/midi/map").arguments.plainText
      let lines = text.split(separator: "\n").map { JSON.string(String($0)) }
      print(deed.json ? JSON.array(lines).compact + "\n" : text, terminator: "")
      return
    }
    if remove {
      let binding = words.joined(separator: " ")
      try deed.ask(client, "/midi/map/remove", [.string(binding)], within: LoadCommand.patience)
      return
    }
    let arguments = [target] + words.dropFirst()
    try deed.ask(
      client, "/learn", arguments.map(OSCArgument.string), within: Self.patience)
  }
}
