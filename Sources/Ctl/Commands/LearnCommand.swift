import ArgumentParser
import OSCControl

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Binds a knob, a pedal or a pad of a MIDI controller to a parameter.",
    discussion: """
      strumctl learn out/gain pickup -60..6, then move the knob. The manner is jump, pickup, toggle, \
      momentary, relative or offset; without it, what fits. Commands such as /tap can be bound, too. \
      Without a target, it lists what is bound. 'strumctl save' keeps it in the patch.
      """)

  /// Seconds, a little more than strumd waits.
  private static let patience = 32.0

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "End the bindings of the target instead.")
  var remove = false

  @Argument(parsing: .allUnrecognized, help: "What is to be moved, and how.")
  var words: [String] = []

  func run() throws {
    let client = try connection.client(root)
    guard let target = words.first else {
      print(try client.ask("/midi/map").arguments.plainText, terminator: "")
      return
    }
    if remove {
      let binding = words.joined(separator: " ")
      try client.ask("/midi/map/remove", [.string(binding)], within: LoadCommand.patience)
      return
    }
    let arguments = [target] + words.dropFirst()
    let answer = try client.ask(
      "/learn", arguments.map(OSCArgument.string), within: Self.patience)
    print(answer.arguments.plainText)
  }
}
