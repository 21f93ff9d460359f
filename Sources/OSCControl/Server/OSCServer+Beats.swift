extension OSCServer {
  /// Files what is to be done at a beat or a bar: `/at/bar 1 ADDRESS ARGUMENT...`.
  func place(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    guard request.arguments.count > 1, let address = request.arguments[1].text else {
      throw OSCFailure(.badArgument, "say what is to be done, or put it into a bundle behind this")
    }
    let message = OSCMessage(
      address, request.arguments.dropFirst(2) + (request.id.map { [$0] } ?? []))
    let wanted = self.request(message, from: request.peer, at: request.time)
    try place([wanted], after: Int(request.arguments[0].number ?? 1), command)
  }

  /// Files the messages of a bundle whose first one names a beat or a bar for all; `false` if it does not.
  func placeBundle(_ requests: [OSCRequest]) -> Bool {
    guard let first = requests.first, let command = OSCCommand(rawValue: first.address),
      command == .atBeat || command == .atBar, first.arguments.count == 1, requests.count > 1
    else { return false }
    do throws(OSCFailure) {
      try check(command, first)
      let others = Array(requests.dropFirst())
      try place(others, after: Int(first.arguments[0].number ?? 1), command)
      acknowledge(first, [])
    } catch {
      for request in requests { complain(error, request) }
    }
    return true
  }

  private func place(
    _ requests: [OSCRequest], after count: Int, _ command: OSCCommand
  ) throws(OSCFailure) {
    guard let music = target.music, music.isRolling else {
      throw OSCFailure(.refused, "musical time stands still; play, tap or start it first")
    }
    let actions = try resolve(requests)
    let isNested = actions.contains {
      if case .command(let inner) = $0 { inner == .atBeat || inner == .atBar } else { false }
    }
    guard !isNested else { throw OSCFailure(.badArgument, "name one beat or bar only") }
    let place =
      command == .atBar
      ? MusicalQueue.Place.bar(music.bar + count) : .beat(music.beat + count)
    try beats.append(
      .init(place: place, requests: requests, isExact: actions.allSatisfy(\.isSet)))
    for request in requests { note(request, .waiting, "\(place)") }
  }

  /// What is to be done, or handed to the engine, because it waits for a beat or a bar that is near.
  func dueBeats(at time: Int64) -> [Due] {
    guard !beats.entries.isEmpty, let music = target.music, let now = target.frame(at: time) else {
      return []
    }
    return beats.take(music, now: now).map { entry, frame in
      (entry.requests, entry.isExact ? frame : nil)
    }
  }

  /// When something that waits for a beat or a bar is to be done, on the monotonic clock.
  func nextBeat(after time: Int64) -> Int64? {
    guard !beats.entries.isEmpty, let music = target.music, let now = target.frame(at: time) else {
      return nil
    }
    return beats.wait(music, now: now).map { time + $0 }
  }
}
