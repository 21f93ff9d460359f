private import CJack
import Graph
private import Synchronization

/// Inputs that are cut, by whomever, or whose senders die.
extension JackSession {
  /// Has what is held at MIDI inputs that lost a sender ended, once nothing can come from it any more.
  ///
  /// JACK mixes what several senders send, so what others hold there ends, too.
  func endCutInputs(_ client: JackClient, _ engine: Engine, now: Int64) {
    let signals = client.signals
    let due = now + settlingTime(engine)
    if signals.hasLostCuts.exchange(false, ordering: .acquiring) {
      cutInputs += ports.midiInputs.map { CutInput(number: $0.number, due: due) }
    }
    while let cut = signals.cuts.pop() {
      let names = [cut.first, cut.second].compactMap { name(of: $0, client) }
      cutInputs += ports.midiInputs.filter { names.contains($0.name) }
        .map { CutInput(number: $0.number, due: due) }
    }
    for input in cutInputs where input.due <= now {
      guard let port = ports.midiInputs.first(where: { $0.number == input.number }) else {
        continue
      }
      _ = signals.cutInputs.push(UInt(bitPattern: port.handle))
    }
    cutInputs.removeAll { $0.due <= now }
  }

  /// What the server calls a port, ours or not, that may be gone.
  private func name(of port: jack_port_id_t, _ client: JackClient) -> String? {
    guard let handle = jack_port_by_id(client.handle, port), let name = jack_port_name(handle)
    else { return nil }
    return String(cString: name)
  }
}
