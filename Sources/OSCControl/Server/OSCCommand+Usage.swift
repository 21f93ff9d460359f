extension OSCCommand {
  /// What is said to those who call it with other arguments.
  var usage: String {
    switch self {
    case .load: "/patch/load takes the path of a patch, or nothing to ask which one runs"
    case .save: "/patch/save takes the file to write, then \"replace\" if it may replace one"
    case .check: "/patch/check takes the path of a patch"
    case .chart: "/chart/heard takes \"cho\", \"musicxml\" or \"yaml\", or nothing for ChordPro"
    case .loadChart: "/chart/load takes the file of a chart, or \"\" to play from none"
    case .goToBar: "/chart/goto takes the number of a bar, from 1, or the name of a section"
    case .preload: "/patch/preload takes the path of a patch"
    case .goTo: "/setlist/goto takes the number of a patch, from 1, or its file"
    case .addNode: "/node/add takes an id and a kind, then names and values in turn"
    case .removeNode: "/node/remove takes the id of a node"
    case .renameNode: "/node/rename takes the id of a node, then its new one"
    case .addWire: "/wire/add takes a wire such as \"a -> b\" or \"a.left -> b.in1\""
    case .removeWire: "/wire/remove takes a wire such as \"a -> b\" or \"a.left -> b.in1\""
    case .learn: "/learn takes what is to be moved, such as out/gain, then how: pickup, -60..6"
    case .bind, .unbind: "\(rawValue) takes a binding such as \"cc 21 ch 1 -> out/gain\""
    case .monitor, .levels: "\(rawValue) takes seconds, 0 to end it"
    case .atBeat, .atBar:
      "\(rawValue) takes how many lie ahead, 1 for the next, then an address and its arguments"
    case .tempo: "/tempo takes beats per minute, or nothing to ask"
    default: "\(rawValue) takes no arguments"
    }
  }
}
