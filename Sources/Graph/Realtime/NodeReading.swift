private import Synchronization

/// A number that a node gives out, read on any thread.
package final class NodeReading: Sendable {
  package let declaration: ReadingDeclaration
  private let bits = Atomic<UInt32>(0)

  init(_ declaration: ReadingDeclaration) { self.declaration = declaration }

  /// What the node gave out last.
  package var value: Float { Float(bitPattern: bits.load(ordering: .relaxed)) }

  @_noLocks
  func set(_ value: Float) { bits.store(value.bitPattern, ordering: .relaxed) }
}

/// The audio thread's hold on a ``NodeReading``, used without touching its reference count.
package struct ReadingSender: ~Copyable {
  private let reading: Unmanaged<NodeReading>

  /// Keeps `reading` alive for as long as the sender exists.
  package init(_ reading: NodeReading) { self.reading = .passRetained(reading) }

  deinit { reading.release() }

  /// Gives `value` out from now on.
  @_noLocks
  package func send(_ value: Float) { reading._withUnsafeGuaranteedRef { $0.set(value) } }
}
