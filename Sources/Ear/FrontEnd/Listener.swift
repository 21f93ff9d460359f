/// Something that finds out about a signal what a ``FrontEnd`` shows of it.
package protocol Listener {
  associatedtype Estimate

  /// What it needs of a front end.
  static var parts: FrontEnd.Parts { get }

  /// Whether it tells the chords it hears to those that listen with it; it is asked before them.
  static var tellsChords: Bool { get }

  /// Hears one step and emits what it found.
  mutating func hear(_ front: FrontEnd, _ emit: (Estimate) -> Void)
}

extension Listener {
  package static var tellsChords: Bool { false }
}

/// A listener that has a front end to itself.
package struct Solo<L: Listener> {
  package var listener: L
  private let front: FrontEnd

  /// Lets `listener` hear audio at `sampleRate` hertz.
  package init(_ listener: L, sampleRate: Double) {
    self.listener = listener
    front = FrontEnd(sampleRate: sampleRate)
    front.bring(L.parts, isToldChords: L.tellsChords)
  }

  /// Takes samples in pieces of any size and emits what it found.
  package mutating func process(
    _ samples: UnsafeBufferPointer<Float>, _ emit: (L.Estimate) -> Void
  ) {
    var rest = samples
    while !rest.isEmpty {
      front.advance(through: &rest)
      listener.hear(front, emit)
    }
  }
}
