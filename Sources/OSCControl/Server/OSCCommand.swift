/// The addresses that do something, apart from the parameters.
enum OSCCommand: String, CaseIterable {
  case load = "/patch/load"
  case save = "/patch/save"
  case check = "/patch/check"
  case preload = "/patch/preload"
  case dump = "/patch/dump"
  case graph = "/patch/graph"
  case kinds = "/patch/kinds"
  case chart = "/chart/heard"
  case loadChart = "/chart/load"
  case goToBar = "/chart/goto"
  case setlist = "/setlist"
  case next = "/setlist/next"
  case previous = "/setlist/previous"
  case goTo = "/setlist/goto"
  case addNode = "/node/add"
  case removeNode = "/node/remove"
  case renameNode = "/node/rename"
  case addWire = "/wire/add"
  case removeWire = "/wire/remove"
  case tempo = "/tempo"
  case tap = "/tap"
  case start = "/transport/start"
  case stop = "/transport/stop"
  case downbeat = "/beat/one"
  case doubleTime = "/beat/double"
  case halfTime = "/beat/half"
  case panic = "/panic"
  case undo = "/undo"
  case redo = "/redo"
  case status = "/engine/status"
  case readings = "/readings"
  case limits = "/engine/limits"
  case levels = "/levels"
  case ledger = "/ledger"
  case ledgerDump = "/ledger/dump"
  case ledgerReset = "/ledger/reset"
  case subscribe = "/subscribe"
  case unsubscribe = "/unsubscribe"
  case learn = "/learn"
  case cancelLearning = "/learn/cancel"
  case midiMap = "/midi/map"
  case bind = "/midi/map/add"
  case unbind = "/midi/map/remove"
  case monitor = "/monitor"
  case atBeat = "/at/beat"
  case atBar = "/at/bar"
  case cancelAt = "/at/cancel"
  case ping = "/ping"
  case sync = "/sync"
  case version = "/version"
  case quit = "/quit"

  /// How many arguments are expected before an integer counts as a request id.
  var argumentCount: Int? {
    switch self {
    case .load, .check, .preload, .goTo, .tempo, .removeNode, .addWire, .removeWire, .monitor,
      .bind, .unbind, .levels, .loadChart, .goToBar:
      1
    default: nil
    }
  }

  /// Whether a MIDI controller can carry it out: it takes no words.
  var isMovable: Bool {
    switch self {
    case .tempo, .tap, .start, .stop, .downbeat, .doubleTime, .halfTime, .panic, .undo, .redo,
      .next, .previous, .ledgerReset:
      true
    default: false
    }
  }

  /// Whether what becomes of it is noted where that is known, often later.
  var notesItself: Bool {
    switch self {
    case .learn, .tempo, .load, .save, .check, .preload, .next, .previous, .goTo, .undo, .redo,
      .atBeat, .atBar, .goToBar, .chart:
      true
    default: false
    }
  }
}
