import Graph
import OSCControl
private import PatchFile
private import YAML

/// How tasks end, well or not.
extension PatchPlayer {
  /// Puts a patch on whose nodes are ready, or keeps it.
  func finish(_ prepared: PreparedPatch) throws(LoadError) {
    guard let work else { return }
    switch work.task.aim {
    case .prepare, .neighbour:
      if let stamp = work.stamp { ready.keep(prepared, stamp) }
      if let path = work.task.neighbour { ready.note(path, at: generation) }
      self.work = nil
      work.task.answer(.done("\(work.path) is ready"))
    case .load, .reload, .move:
      let summary = try engine.load(prepared)
      if let position = work.position { setlist?.position = position }
      outcomes.append(LoadOutcome(path: work.path, summary: summary, complaint: ""))
      wantedPath = nil
      lastRead = work.stamp
      unproven = (work.path, generation)
      self.work = nil
      work.task.answer(.done("\(work.path): \(summary)"))
    case .edit, .renew:
      let summary = try engine.load(prepared, setting: work.values)
      outcomes.append(LoadOutcome(path: path, summary: summary, complaint: ""))
      self.work = nil
      work.task.answer(.done("\(summary)"))
    case .takeBack:
      engine.take(back: work.reversal, with: prepared)
      self.work = nil
      work.task.answer(.done(""))
    case .retreat:
      engine.performRetreat(with: prepared)
      self.work = nil
    case .adapt:
      guard let successor = work.successor else { return }
      try successor.load(prepared, setting: engine.liveValues)
      goOver(to: successor)
      self.work = nil
    case .check, .save, .store, .write, .sync: break
    }
  }

  /// Ends the task that is under way because of `failure`.
  func fail(_ failure: PatchFailure) {
    guard let work else { return }
    self.work = nil
    switch work.task.aim {
    case .move where work.position == nil: break
    case .load, .reload, .renew, .move:
      outcomes.append(LoadOutcome(path: work.path, summary: nil, complaint: failure.text))
    case .neighbour(let path):
      Log.warning("in the set list:\n" + failure.text)
      ready.note(path, at: generation)
    case .retreat: engine.giveUpRetreat()
    case .adapt:
      Log.error(failure.text)
      wantedPath = reloadPath
      if let successor = work.successor { goOver(to: successor) }
    case .prepare, .check, .save, .store, .write, .sync, .edit, .takeBack: break
    }
    work.task.answer(.failed(failure.text))
  }
}
