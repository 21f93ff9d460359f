/// A port to the world outside, shared by the nodes that use it; lives on the control thread.
package final class ExternalPort {
  /// The node's id and the declaration's suffix: stable over reloads.
  package internal(set) var name: String
  package let declaration: ExternalPortDeclaration
  package let slot: UnsafeMutablePointer<ExternalSlot>
  private let ownsLedger: Bool

  /// The ledger in memory of the back end, if it is there.
  var lentLedger: NoteLedger? { ownsLedger ? nil : slot.pointee.ledger }

  /// Whether the back end cannot open it yet, because another port has its name.
  var isBlocked = false

  init(
    name: String, declaration: ExternalPortDeclaration, handle: UnsafeMutableRawPointer?,
    ledger: NoteLedger?, maximumFrameCount: Int
  ) {
    self.name = name
    self.declaration = declaration
    ownsLedger = ledger == nil
    let unbound = UnsafeMutablePointer<Float>.allocate(capacity: maximumFrameCount)
    unbound.initialize(repeating: 0, count: maximumFrameCount)
    slot = .allocate(capacity: 1)
    slot.initialize(
      to: ExternalSlot(
        isOutput: declaration.direction == .output, isMIDI: declaration.medium == .midi,
        audio: unbound, unbound: unbound, midi: Lane(capacity: 1024), ledger: ledger ?? .allocate(),
        handle: handle)
    )
  }

  deinit {
    slot.pointee.unbound.deallocate()
    slot.pointee.midi.deallocate()
    if ownsLedger { slot.pointee.ledger.deallocate() }
    slot.deallocate()
  }
}
