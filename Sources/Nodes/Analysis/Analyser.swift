package import Ear
package import Graph

/// A listener of the ear, as a node lets a worker run it.
package protocol Analyser: Listener {
  /// How long the worker has from when an estimate could be known until the graph hears it, in seconds.
  static var delay: Double { get }

  /// Takes a tap, a tempo or the like.
  mutating func take(hint: Event)

  /// The event that `estimate` becomes, and the frame after which it was known.
  static func report(_ estimate: Estimate) -> (event: Event, heard: Int64)

  /// Tells the other listeners of `front` what they may want to know of `estimate`.
  static func tell(_ estimate: Estimate, to front: FrontEnd)
}

extension Analyser {
  package static var delay: Double { AnalysisLink.usualDelay }

  package mutating func take(hint: Event) {}

  package static func tell(_ estimate: Estimate, to front: FrontEnd) {}
}
