import Graph
import OSCControl

/// What takes time is done in the order in which it was asked for, while the control thread goes on.
extension Player {
  /// The most tasks that may wait.
  private static let taskLimit = 64

  /// How often the nodes of a patch are made while its files keep changing.
  private static let attemptLimit = 3

  /// Has `aim` done, and tells `answer` how that goes: at once where nothing has to be read or made.
  func ask(_ aim: PatchTask.Aim, answer: @escaping (ControlOutcome) -> Void = { _ in }) {
    let task = PatchTask(aim, answer: answer)
    if waiting.contains(where: { $0.covers(task) }) { return }
    guard waiting.count < Self.taskLimit else {
      answer(.failed("\(Self.taskLimit) changes of the patch wait already\n"))
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
    case .reload, .renew, .prepare, .neighbour, .check, .save, .store, .sync, .edit, .takeBack,
      .retreat,
      .adapt:
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
  private func path(of task: PatchTask) -> String {
    switch task.aim {
    case .load(let path), .prepare(let path), .neighbour(let path), .check(let path),
      .save(let path, _), .store(let path):
      path
    case .reload: reloadPath
    case .move(let move):
      setlist.flatMap { list in (try? Self.position(move, list)).map { list.patches[$0] } } ?? path
    case .renew, .edit, .takeBack, .retreat, .adapt, .sync: path
    }
  }

  private func begin(_ task: PatchTask) {
    var next = PatchWork(
      task, path: path(of: task), start: MonotonicClock.now, generation: generation)
    do throws(PatchFailure) {
      switch task.aim {
      case .move(let move):
        guard let setlist else {
          throw PatchFailure(text: "there is no set list; start strumd with --setlist FILE\n")
        }
        next.position = try Self.position(move, setlist)
        read(&next)
      case .load, .reload, .prepare, .neighbour, .check: read(&next)
      case .save(let path, let replaces):
        next.ticket = workshop.submit(.save(SavedPatch(engine, to: path, replaces: replaces)))
      case .store(let path):
        next.ticket = workshop.submit(.save(SavedPatch(engine, storedAt: path)))
      case .sync:
        task.answer(.done(""))
        return
      case .renew:
        work = next
        try construct(engine.version)
        return
      case .edit(let edits): next.ticket = workshop.submit(.edit(edits, engine.version))
      case .takeBack(let direction):
        next.reversal = engine.claim(direction)
        guard let version = next.reversal?.version else {
          engine.take(back: next.reversal)
          task.answer(.done(""))
          return
        }
        work = next
        try construct(version)
        return
      case .retreat:
        work = next
        try construct(engine.retreat?.earlier ?? engine.version)
        return
      case .adapt(let pace):
        next.successor = successor(at: pace)
        work = next
        try construct(engine.version)
        return
      }
      work = next
      if let patch = takeReady(next) { try construct(patch.version, from: patch) }
    } catch {
      work = next
      fail(error)
    }
  }

  /// Has the file of `work` read, unless its patch is ready.
  private func read(_ work: inout PatchWork) {
    guard !isReadyToUse(work) else { return }
    work.ticket = workshop.submit(.read(work.path))
  }

  private func isReadyToUse(_ work: PatchWork) -> Bool {
    switch work.task.aim {
    case .load, .reload, .move: ready.peek(work.path) != nil
    case .renew, .prepare, .neighbour, .check, .save, .store, .sync, .edit, .takeBack, .retreat,
      .adapt:
      false
    }
  }

  private func takeReady(_ work: PatchWork) -> PreparedPatch? {
    guard isReadyToUse(work) else { return nil }
    self.work?.stamp = ready.stamp(of: work.path)
    return ready.take(work.path)
  }

  /// Has made what `version` lacks, or goes on at once where that is nothing.
  func construct(
    _ version: PatchVersion, from prepared: PreparedPatch? = nil
  ) throws(PatchFailure) {
    if let prepared { discarded.append(prepared) }
    do throws(LoadError) {
      let successor = work?.successor
      let construction = try (successor ?? engine).construction(
        of: version, from: prepared, after: engine, rehearses: work?.task.rehearses ?? true)
      work?.attempts += 1
      if construction.isComplete || (work?.attempts ?? 0) > Self.attemptLimit {
        try finish(construction.start)
      } else {
        work?.ticket = workshop.submit(.build(construction))
      }
    } catch {
      throw failure(error)
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
