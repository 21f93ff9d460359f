package import Ear
package import Graph

/// A listener of the ear, as a node lets a worker run it.
package protocol Analyser: Listener {
  /// Takes a tap, a tempo or the like.
  mutating func take(hint: Event)

  /// The event that `estimate` becomes, and the frame after which it was known.
  static func report(_ estimate: Estimate) -> (event: Event, heard: Int64)

  /// Tells the other listeners of `front` what they may want to know of `estimate`.
  static func tell(_ estimate: Estimate, to front: FrontEnd)
}

extension Analyser {
  package mutating func take(hint: Event) {}

  package static func tell(_ estimate: Estimate, to front: FrontEnd) {}
}
