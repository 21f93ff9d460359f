package import Ear
package import Graph

/// A listener of the ear, as a node lets a worker run it.
package protocol Analyser: Listener {
  /// Takes a tap, a tempo or the like.
  mutating func take(hint: Event)

  /// The event that `estimate` becomes, and the frame after which it was known.
  static func report(_ estimate: Estimate) -> (event: Event, heard: Int64)
}

extension Analyser {
  package mutating func take(hint: Event) {}
}
