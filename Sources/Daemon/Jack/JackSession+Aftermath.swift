private import CJack
import Graph

/// The notes that sounded when a server was lost, or a strumd before us was killed.
extension JackSession {
  /// Ends the notes of before at `time`, and twice more: a client that has just been wired may not
  /// listen yet.
  func scheduleSettling(_ time: Int64) {
    guard !aftermath.isEmpty else { return }
    settlings = [time, time + 300_000_000, time + 1_000_000_000]
  }

  /// Ends the notes of before, as far as their listeners are back.
  func settle(_ now: Int64) {
    for index in aftermath.indices { ports.settle(&aftermath[index]) }
    aftermath.removeAll { $0.isOver(now: now) }
  }

  /// Ends the notes of before whose ports the patch has no more, at those who heard them and are back.
  func endAbandoned(_ client: JackClient, _ engine: Engine, now: Int64) {
    guard now >= nextFarewells, !aftermath.isEmpty else { return }
    nextFarewells = now + Self.retryPeriod
    aftermath.removeAll { $0.isOver(now: now) }
    let abandoned = aftermath.indices.filter { ports.port(aftermath[$0].port) == nil }
    guard !abandoned.isEmpty else { return }
    let listeners = ForeignPort.all(client).filter {
      $0.isInput && $0.type == JACK_DEFAULT_MIDI_TYPE
    }
    for index in abandoned {
      for listener in listeners {
        guard let count = aftermath[index].tellings(of: listener, now: now) else { continue }
        // Once more, but by then others may play to the same one.
        let farewell = Farewell(
          aftermath[index].port, aftermath[index].notes, to: listener.name, client: client,
          now: now, settling: settlingTime(engine), isThorough: count == 0)
        guard let farewell else { continue }
        farewells.append(farewell)
        aftermath[index].note(listener, now: now)
      }
    }
  }
}
