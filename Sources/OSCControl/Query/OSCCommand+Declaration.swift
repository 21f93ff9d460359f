extension OSCCommand {
  private typealias Field = AddressDeclaration.Field

  /// What OSCQuery says of the command.
  var declaration: AddressDeclaration {
    AddressDeclaration(
      rawValue, access, fields, isClamped: self == .tempo, isCritical: isCritical, doc)
  }

  private var access: AddressDeclaration.Access {
    switch self {
    case .load, .tempo, .setlist: .readWrite
    default: .write
    }
  }

  /// Nothing is left as it was where one of these is lost.
  private var isCritical: Bool {
    switch self {
    case .load, .addNode, .removeNode, .renameNode, .addWire, .removeWire, .bind, .unbind, .panic,
      .quit, .next,
      .previous,
      .goTo,
      .undo, .redo, .loadChart:
      true
    default: false
    }
  }

  private var fields: [Field] {
    switch self {
    case .load, .check, .preload, .save, .loadChart: [Field("s", "path")]
    case .addNode: [Field("s", "id"), Field("s", "kind")]
    case .removeNode: [Field("s", "id")]
    case .renameNode: [Field("s", "id"), Field("s", "name")]
    case .learn: [Field("s", "target")]
    case .bind, .unbind: [Field("s", "binding")]
    case .chart: [Field("s", "format")]
    case .goToBar: [Field("s", "place")]
    case .addWire, .removeWire: [Field("s", "wire")]
    case .goTo: [Field("s", "patch")]
    case .tempo: [Field("f", "tempo", unit: "bpm", .bounds(20...400))]
    case .subscribe:
      [
        Field("s", "pattern"), Field("f", "rate", unit: "Hz"), Field("f", "lease", unit: "s"),
        Field("i", "port"),
      ]
    case .unsubscribe: [Field("s", "pattern")]
    case .monitor, .levels: [Field("f", "lease", unit: "s")]
    case .atBeat, .atBar: [Field("i", "count"), Field("s", "address")]
    case .setlist:
      [Field("i", "number"), Field("i", "count"), Field("s", "name"), Field("s", "path")]
    default: [Field("I", "trigger")]
    }
  }

  private var doc: String {
    switch self {
    case .load: "Puts a patch on without a gap."
    case .save: "Writes the patch that plays to a file; \"replace\" allows to replace one."
    case .readings: "Answers with the numbers that nodes give out."
    case .check: "Says what is wrong with a patch, and plays on."
    case .preload: "Makes a patch ready, so that loading it takes no time."
    case .dump: "Answers with the running schedule as an s-expression."
    case .graph: "Answers with the nodes that play, their ports and their wires, as JSON."
    case .kinds: "Answers with the declarations of all kinds of nodes, as JSON."
    case .levels: "Has what leaves by every output told at /level, for so long."
    case .chart: "Answers with what has been heard, as a chart: cho, musicxml or yaml."
    case .loadChart: "Plays from a chart from the next bar line on; an empty path: from none."
    case .goToBar: "From the next bar line on you are at this bar, from 1, or section of the chart."
    case .setlist: "Where in the set list we are."
    case .next: "Goes to the next patch of the set list."
    case .previous: "Goes to the patch before in the set list."
    case .goTo: "Goes to a patch of the set list, by number from 1 or by file."
    case .addNode: "Adds a node to what runs; names and values of its parameters may follow."
    case .removeNode: "Takes a node out, with its wires."
    case .renameNode: "Gives a node another name, under which it goes on."
    case .addWire: "Adds a wire, as a patch file writes it."
    case .removeWire: "Takes a wire out."
    case .tempo: "Beats per minute."
    case .tap: "A tap of the tempo, timed when it arrives."
    case .start: "Asks the band to begin."
    case .stop: "Asks the band to end."
    case .downbeat: "The beat that sounds is the first of its bar."
    case .doubleTime: "The beat is twice as fast as it was taken for."
    case .halfTime: "The beat is half as fast as it was taken for."
    case .panic: "Ends every note."
    case .undo: "Takes the last change of parameters or patch back."
    case .redo: "Makes a change again that was taken back."
    case .status: "Answers with names and values of what strumd says of itself."
    case .limits: "Answers with names and values of what is too much."
    case .ledger: "Answers with what each node costs, the costliest first."
    case .ledgerDump: "Answers with all figures of the ledger, as JSON."
    case .ledgerReset: "Forgets all figures of the ledger."
    case .subscribe: "Sends what an address or a pattern tells from now on."
    case .unsubscribe: "Ends a subscription, or all."
    case .learn: "Binds what is moved next on a MIDI controller to an address."
    case .cancelLearning: "Learns nothing after all."
    case .midiMap: "Answers with what MIDI controls move, a line each."
    case .bind: "Binds a MIDI control to an address, as a patch file writes it."
    case .unbind: "Ends a binding, or all of an address."
    case .monitor: "Tells of every message that comes in, and what it did."
    case .atBeat: "Does something at a beat to come: 1 is the next; then address and arguments."
    case .atBar: "Does something at a bar to come: 1 is the next; then address and arguments."
    case .cancelAt: "Forgets all that waits for a beat or a bar."
    case .ping: "Answers with /pong."
    case .sync: "Answers with /synced once all is done that was asked for before."
    case .version: "Answers with the name and version of the program."
    case .quit: "Ends strumd."
    }
  }
}
