import ArgumentParser

struct BeatCommand: ParsableCommand {
  enum Correction: String, CaseIterable, ExpressibleByArgument { case one, double, half }

  static let configuration = CommandConfiguration(
    commandName: "beat",
    abstract: "Puts the beat right: this is the one, or it is twice or half as fast.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions
  @Argument(help: "one, double or half.") var correction: Correction

  func run() throws {
    try deed.ask(connection.client(root), "/beat/\(correction.rawValue)")
  }
}
