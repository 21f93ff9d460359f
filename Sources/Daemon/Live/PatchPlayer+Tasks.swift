import Graph
import OSCControl

/// What takes time is done in the order in which it was asked for, while the control thread goes on.
extension PatchPlayer {
  /// Has `aim` done, and tells `answer` how that goes: at once where nothing has to be read or made.
  func ask(_ aim: PatchTask.Aim, answer: @escaping (ControlOutcome) -> Void = { _ in }) {
    let task = PatchTask(aim, answer: answer)
    if waiting.contains(where: { $0.covers(task) }) { return }
    guard waiting.count < OSCServer.taskLimit else {
      answer(.failed("\(OSCServer.taskLimit) changes of the patch wait already\n"))
      return
    }
    waiting.append(task)
    proceed()
  }

  /// Takes up what the workshop has done, and goes on with what waits.
  func poll(now: Int64) {
    for (ticket, result) in workshop.takeResults() {
      if ticket == work?.ticket {
        take(result)
      } else if case .built(let patch) = result {
        discarded.append(patch)
      }
    }
    followRetreat()
    proceed()
    tellProgress(now)
    keepWhatIsProven()
    letGo()
  }

  /// Keeps a copy of the patch file that was loaded last once its trial is over, unless it has been taken
  /// back or changed meanwhile.
  private func keepWhatIsProven() {
    guard let (path, loaded) = unproven, !engine.isOnTrial else { return }
    unproven = nil
    guard loaded == generation, lastRead?.isCurrent == true else { return }
    workshop.submit(.keep(path, lastGood))
  }

  /// Begins what is next, if it can begin.
  func proceed() {
    guard !isProceeding else { return }
    isProceeding = true
    defer { isProceeding = false }
    while let next = waiting.first {
      if let work {
        guard work.task.leavesPatch, isImmediate(next) else {
          makeWay(for: next, work)
          return
        }
        self.work = nil
        begin(waiting.removeFirst())
        guard self.work != nil else {
          self.work = work
          continue
        }
        waiting.append(work.task)
      } else {
        begin(waiting.removeFirst())
      }
    }
  }

  /// Whether `task` can be done without reading or making anything.
  private func isImmediate(_ task: PatchTask) -> Bool {
    switch task.aim {
    case .load(let path): return isReady(path)
    case .move(let move):
      guard let setlist, let position = try? Self.position(move, setlist) else { return true }
      return isReady(setlist.patches[position])
    case .reload, .renew, .prepare, .neighbour, .check, .save, .store, .write, .sync, .edit,
      .takeBack, .retreat, .adapt:
      return false
    }
  }

  private func isReady(_ path: String) -> Bool {
    guard let patch = ready.peek(path) else { return false }
    let construction = try? engine.construction(of: patch.version, from: patch, rehearses: false)
    return construction?.isComplete == true
  }

  /// Gives up a neighbour that is being made ready where somebody waits for another patch.
  private func makeWay(for next: PatchTask, _ work: PatchWork) {
    guard let neighbour = work.task.neighbour, path(of: next) != neighbour else { return }
    workshop.abandon(work.ticket)
  }

  /// The file that `task` is about.
  func path(of task: PatchTask) -> String {
    switch task.aim {
    case .load(let path), .prepare(let path), .neighbour(let path), .check(let path),
      .save(let path, _), .store(let path):
      path
    case .reload: reloadPath
    case .move(let move):
      setlist.flatMap { list in (try? Self.position(move, list)).map { list.patches[$0] } } ?? path
    case .renew, .edit, .takeBack, .retreat, .adapt, .write, .sync: path
    }
  }

  /// Lets the workshop free what is not needed any more.
  ///
  /// Nothing else that the control thread is about may refer to it still, or that would have to free it.
  func letGo() {
    discarded += ready.takeEvicted() as [any AnyObject & Sendable]
    workshop.discard(&discarded)
  }
}
