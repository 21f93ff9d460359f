private import Graph
private import OSCControl

/// Loading, and loading again what has changed.
extension LiveRun {
  /// Does what a signal asks for.
  func obey(_ request: ProcessSignals.Request) {
    switch request {
    case .stop: isStopping = true
    case .panic: player.engine.panic()
    case .reload: reload(.reload)
    }
  }

  private func reload(_ aim: PatchTask.Aim) {
    notifier.reloading()
    player.ask(aim) { [unowned self] outcome in
      if outcome.isFinal { notifier.ready() }
    }
  }

  /// Loads the patch again when it, or a file that it uses, has changed.
  func followFiles(_ now: Int64) {
    let list = player.setlist.map { [$0.path] } ?? []
    let files = Set(player.engine.files.map(\.path) + [player.reloadPath] + list)
    let isNew = watch.watch(files, now: now)
    if isNew, player.catchingUp != nil || player.setlist?.stamp.isCurrent == false {
      watch.assumeChange(now: now)
    }
    guard watch.takeChange(now: now) else { return }
    followSetlist()
    if let aim = player.catchingUp { reload(aim) }
  }

  /// Reads the set list again when it has changed; a mistake in it leaves the list as it was.
  private func followSetlist() {
    guard let list = player.setlist, !list.stamp.isCurrent else { return }
    do throws(PatchFailure) {
      try player.follow(Setlist(path: list.path))
      Log.notice("read \(list.path)")
    } catch {
      player.setlist?.stamp = FileStamp(list.path)
      Log.error(error.text)
      Log.error("the set list stays as it was")
    }
  }

  /// Tells how loading went, whoever asked for it.
  func tellOutcomes() {
    for step in player.takeSteps() { news.publish(step, to: server) }
    for outcome in player.takeOutcomes() {
      news.publish(outcome, to: server)
      if let summary = outcome.summary {
        Log.notice("loaded \(outcome.path): \(summary)")
      } else {
        Log.error(outcome.complaint)
        Log.error("the patch that played goes on")
      }
    }
  }
}
