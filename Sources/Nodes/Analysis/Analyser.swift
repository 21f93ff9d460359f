package import Graph

/// An analyser of the ear, as a node lets a worker run it.
package protocol Analyser {
  associatedtype Estimate

  init(sampleRate: Double)

  /// Takes samples in blocks of any size and emits what it found.
  mutating func process(_ samples: UnsafeBufferPointer<Float>, _ emit: (Estimate) -> Void)

  /// Takes a tap, a tempo or the like; `origin` is the absolute frame of the first sample processed.
  mutating func take(hint: Event, origin: Int64)

  /// The event that `estimate` becomes, and the frame after which it was known, both counted like
  /// the estimate's own frames from the first sample processed.
  static func report(_ estimate: Estimate) -> (event: Event, heard: Int64)
}

extension Analyser {
  package mutating func take(hint: Event, origin: Int64) {}
}
