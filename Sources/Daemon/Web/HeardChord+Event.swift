import Graph
private import Music
import Web

extension HeardChord {
  /// The chord that `event` of `node` tells.
  init(_ event: Event, node: String) {
    let chord = Chord?(event: event)
    self.init(
      node: node, harte: chord.harte, symbol: chord.symbol, confidence: event.values[3],
      isSettled: event.values[4] >= 0.5, frame: event.time)
  }
}
