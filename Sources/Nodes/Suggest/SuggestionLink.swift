internal import Graph

/// The crossing between the audio thread half of ``SuggestNode`` and its job on a worker.
///
/// An event goes over with the tick of the clock at which it was worked out in place of its time.
final class SuggestionLink: Sendable {
  private let observations = Ring<Observation>(minimumCapacity: 256)
  private let events = Ring<Event>(minimumCapacity: 32)

  @_noLocks
  func observe(_ observation: Observation) { _ = observations.push(observation) }

  @_noLocks
  func takeEvent() -> Event? { events.pop() }

  func takeObservation() -> Observation? { observations.pop() }

  /// Returns `false` while the audio thread has not taken enough of what went before.
  func tell(_ event: Event) -> Bool { events.push(event) }
}
