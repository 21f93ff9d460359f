import ArgumentParser
import OSCControl

struct AtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "at",
    abstract: "Does something at a beat or a bar to come, and waits for it.",
    discussion: """
      strumctl at bar 1 out/gain -3 sets a parameter at the next bar line, strumctl at beat 2 /panic ends all \
      notes at the second beat from now.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  /// Seconds, more than what may lie ahead ever takes.
  private static let patience = 86_400.0

  @Flag(help: "Forget all that waits for a beat or a bar, whoever asked for it.")
  var cancel = false

  @Argument(
    parsing: .allUnrecognized,
    help: "bar or beat; 1 for the next; then a parameter or an address, and its arguments.",
    completion: .custom(completePlaced))
  var words: [String] = []

  func validate() throws {
    guard !cancel else {
      guard words.isEmpty else { throw ValidationError("--cancel forgets all, and takes nothing") }
      return
    }
    guard words.count >= 3, ["bar", "beat"].contains(words[0]), Int(words[1]) != nil else {
      throw ValidationError(
        "say bar or beat, how many lie ahead, and what is to be done: at bar 1 out/gain -3")
    }
  }

  func run() throws {
    let client = try connection.client(root)
    guard !cancel else { return try deed.ask(client, "/at/cancel") }
    let message = [OSCArgument.string(address(of: words[2]))]
    let arguments = words.dropFirst(3).map(OSCArgument.init(typed:))
    try deed.ask(
      client, "/at/" + words[0], [OSCArgument(typed: words[1])] + message + arguments,
      within: Self.patience)
  }
}
