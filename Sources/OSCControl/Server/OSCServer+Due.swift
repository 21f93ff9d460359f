/// What has waited for its time; much of it may come due at once.
extension OSCServer {
  /// Messages to be carried out as soon as there is time for them, in a frame where one is named.
  typealias Due = (requests: [OSCRequest], frame: Int64?)

  /// Whether something is due that did not fit the turn.
  var isBehind: Bool { !due.isEmpty || !uninformed.isEmpty }

  /// Does what has become due, as much as fits a turn; whoever panics meanwhile does not wait for it.
  func carryOutDue(at time: Int64) {
    if due.isEmpty { due = (dueBundles(at: time) + dueBeats(at: time)).reversed() }
    let start = Clock.monotonic()
    var look = start + Self.slice
    while carryOutNext() {
      let now = Clock.monotonic()
      guard now - start <= turnLimit else { return }
      guard now > look else { continue }
      receivePanics()
      look = Clock.monotonic() + Self.slice
    }
  }

  /// Does what is due next, and returns whether anything was.
  private func carryOutNext() -> Bool {
    if let next = due.popLast() {
      perform(next.requests, at: next.frame)
      return true
    }
    guard let endpoint = uninformed.popLast() else { return false }
    if let client = subscribers.all.first(where: { $0.endpoint == endpoint }) {
      sendAll(to: client)
    }
    return true
  }

  private func dueBundles(at time: Int64) -> [Due] {
    queue.take(at: time).map { entry in
      (entry.requests, entry.isExact ? target.frame(at: entry.due) : nil)
    }
  }
}
