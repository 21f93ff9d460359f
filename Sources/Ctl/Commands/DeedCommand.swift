import ArgumentParser

/// Something that is done by sending an address, and needs no arguments.
struct Deed {
  let verb: String
  let address: String
  let abstract: String

  /// Seconds that strumd may take.
  var patience = 2.0
}

/// The verb of a ``Deed``.
protocol OneDeed {
  static var deed: Deed { get }
}

enum Start: OneDeed {
  static let deed = Deed(
    verb: "start", address: "/transport/start", abstract: "Asks the band to begin.")
}

enum Stop: OneDeed {
  static let deed = Deed(
    verb: "stop", address: "/transport/stop",
    abstract: "Asks the band for its ending; a second time, it ends at once.")
}

enum Quit: OneDeed {
  static let deed = Deed(verb: "quit", address: "/quit", abstract: "Ends strumd.")
}

enum Version: OneDeed {
  static let deed = Deed(
    verb: "version", address: "/version", abstract: "Says which strumd it is that runs.")
}

enum Undo: OneDeed {
  static let deed = Deed(
    verb: "undo", address: "/undo",
    abstract: "Takes the last change of parameters or patch back.")
}

enum Redo: OneDeed {
  static let deed = Deed(
    verb: "redo", address: "/redo",
    abstract: "Makes the change again that was taken back last.")
}

enum Tap: OneDeed {
  static let deed = Deed(
    verb: "tap", address: "/tap", abstract: "Taps the tempo once; twice or more, in time, set it.")
}

enum Panic: OneDeed {
  static let deed = Deed(
    verb: "panic", address: "/panic", abstract: "Ends every note that sounds.")
}

enum Next: OneDeed {
  static let deed = Deed(
    verb: "next", address: "/setlist/next", abstract: "Goes to the next patch of the set list.",
    patience: LoadCommand.patience)
}

enum Previous: OneDeed {
  static let deed = Deed(
    verb: "previous", address: "/setlist/previous",
    abstract: "Goes to the patch before in the set list.", patience: LoadCommand.patience)
}

enum Dump: OneDeed {
  static let deed = Deed(
    verb: "dump", address: "/patch/dump",
    abstract: "Shows the schedule that runs, as an s-expression.")
}

enum Sync: OneDeed {
  static let deed = Deed(
    verb: "sync", address: "/sync",
    abstract: "Waits until all is done that was asked for before, by whomever.",
    patience: LoadCommand.patience)
}

struct DeedCommand<What: OneDeed>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: What.deed.verb, abstract: What.deed.abstract)
  }

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  func run() throws {
    try deed.ask(connection.client(root), What.deed.address, within: What.deed.patience)
  }
}
