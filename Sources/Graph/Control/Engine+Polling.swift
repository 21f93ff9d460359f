private import Synchronization

/// What goes on while a patch plays.
extension Engine {
  /// What the audio thread last said of itself.
  package var status: ExecutorStatus { shared.status.read() }

  /// Does what is due on the control thread: call it 50 times a second or more, offline after each
  /// block.
  package func poll() {
    var changed = false
    while let raw = shared.returns.pop() {
      Engine.finish(raw)
      changed = true
    }
    advance()
    ledger.mayShare = configuration.environment.isOffline || crew?.isPunctual == true
    ledger.poll()
    countLoss()
    noticeForsaken()
    noticeTrouble()
    if changed { reap() }
    judgeTrial()
    judgeLatecomers()
  }

  /// Tells of cycles that helpers did not finish in time; the work is not shared for a long while then.
  private func noticeForsaken() {
    let count = crew?.forsakenCount.load(ordering: .relaxed) ?? 0
    guard count > forsakenCount else { return }
    forsakenCount = count
    ledger.stopSharing(timetable)
    warnings.append(
      "the system held a helper up in the middle of its work; the sound was off for that long, and one "
        + "thread does the work now")
  }

  /// Tells what goes wrong in nodes that run.
  private func noticeTrouble() {
    for (id, instance) in instances {
      if let text = instance.trouble.take() { warnings.append("node '\(id)': \(text)") }
    }
  }

  /// Hands over what there is to tell of nodes that were made, but not as they were meant.
  package func takeWarnings() -> [String] {
    defer { warnings = [] }
    return warnings
  }

  /// Runs what workers would do, until nothing is left; for offline use.
  package func runJobs() {
    var worked = true
    while worked {
      worked = false
      for job in jobs where job.run() { worked = true }
    }
  }
}
