private import Band
private import Graph

/// The crossing between the band's audio thread half and its composer on a worker.
final class BandLink: Sendable {
  private let observations = Ring<Observation>(minimumCapacity: 1024)
  private let actions = Ring<PlayerAction>(minimumCapacity: 1024)

  @_noLocks
  func observe(_ observation: Observation) { _ = observations.push(observation) }

  @_noLocks
  func takeAction() -> PlayerAction? { actions.pop() }

  func takeObservation() -> Observation? { observations.pop() }

  /// Returns `false` while the audio thread has not taken enough of what went before.
  func play(_ action: PlayerAction) -> Bool { actions.push(action) }
}
