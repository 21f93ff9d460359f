extension Composer {
  /// Sends the notes of one part and beat; of those whose time has passed, the last, at once.
  mutating func place(_ entries: [Ledger.Entry]) {
    let entries = entries.filter { $0.note.beat >= pitchedStart }
    let late = entries.filter { $0.note.beat < now }
    let lastStart = late.map(\.note.beat).max() ?? 0
    let missed = late.filter { $0.note.beat > lastStart - 0.05 }
    var coming = entries.filter { $0.note.beat >= now }
    if let first = missed.first, let next = coming.first, isHasty(next, after: first) {
      let stand = coming.filter { $0.note.beat < next.note.beat + 0.05 }
      coming.removeFirst(stand.count)
      for entry in missed { sendLate(entry, until: next.note.end, room: .infinity) }
    } else {
      let next = coming.first?.note.beat ?? lastStart.rounded(.down) + 1
      for entry in missed { sendLate(entry, until: entry.note.end, room: next - now - 0.03) }
    }
    for entry in coming { send(entry) }
  }

  /// Whether the next note would only stutter after a late one, which then stands for both.
  private func isHasty(_ next: Ledger.Entry, after late: Ledger.Entry) -> Bool {
    next.note.beat - now < 0.3 && next.chord == late.chord && next.note.beat > late.note.beat + 0.1
  }

  /// Sends a note that could not sound in time, as long as written if there is room for it.
  private mutating func sendLate(_ entry: Ledger.Entry, until end: Double, room: Double) {
    var entry = entry
    let duration = max(end - now, min(entry.note.duration, room))
    guard duration >= 0.1 else { return }
    entry.note.beat = now
    entry.note.duration = duration
    send(entry)
  }

  mutating func send(_ entry: Ledger.Entry) {
    guard let note = ledger.admit(entry) else { return }
    actions.append(.play(note))
  }
}
