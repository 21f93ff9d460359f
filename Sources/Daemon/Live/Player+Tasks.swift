import Graph
import OSCControl
private import PatchFile
private import YAML

/// What takes time is done in the order in which it was asked for, while the control thread goes on.
extension Player {
  /// The most tasks that may wait.
  private static let taskLimit = 64

  /// How often the nodes of a patch are made while its files keep changing.
  private static let attemptLimit = 3

  /// Nanoseconds that a task may take before it is told how far it has come.
  private static let patience: Int64 = 100_000_000

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
  private func construct(
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

  /// What is wrong, with its place in the file where there is one.
  private func failure(_ error: LoadError) -> PatchFailure {
    if let document = work?.document { return PatchFailure(document.diagnostics(for: error)) }
    return PatchFailure(text: error.errors.map { $0.message + "\n" }.joined())
  }

  private func take(_ result: WorkResult) {
    do throws(PatchFailure) {
      switch result {
      case .progress(let progress): work?.progress = progress
      case .document(let document, let stamp):
        work?.document = document
        work?.stamp = stamp
        try take(document)
      case .edited(let edited):
        work?.values = edited.values
        try construct(edited.version)
      case .built(let prepared):
        work?.progress = nil
        for warning in prepared.warnings { Log.warning(warning) }
        guard !isOutdated else {
          restart()
          return
        }
        try construct(prepared.version, from: prepared)
      case .saved(let text):
        noteOwnWriting()
        work?.task.answer(.done(text))
        work = nil
      case .failed(let failure): throw failure
      case .refused(let error): throw failure(error)
      case .abandoned:
        work?.task.answer(.failed("given up for another patch\n"))
        work = nil
      }
    } catch {
      fail(error)
    }
  }

  /// Takes the file that plays for read where it has just been written: read once more, it would undo what
  /// is edited after.
  private func noteOwnWriting() {
    guard let written = work?.path, let lastRead else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard [written, folder + written].contains(lastRead.path) else { return }
    self.lastRead = FileStamp(lastRead.path)
  }

  /// Whether the patch that was edited or renewed is not the one that plays any more: it has been taken back.
  private var isOutdated: Bool {
    guard let work else { return false }
    switch work.task.aim {
    case .edit, .renew: return work.generation != generation
    default: return false
    }
  }

  private func take(_ document: PatchDocument) throws(PatchFailure) {
    guard let work else { return }
    if case .check = work.task.aim {
      do throws(LoadError) {
        try engine.check(document.patch)
      } catch {
        throw failure(error)
      }
      self.work = nil
      work.task.answer(.done(work.path))
      return
    }
    if !work.task.leavesPatch { lastRead = work.stamp }
    try construct(version(document, work.path), from: ready.peek(work.path))
  }

  /// Puts a patch on whose nodes are ready, or keeps it.
  private func finish(_ prepared: PreparedPatch) throws(LoadError) {
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
    case .check, .save, .store, .sync: break
    }
  }

  private func fail(_ failure: PatchFailure) {
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
    case .prepare, .check, .save, .store, .sync, .edit, .takeBack: break
    }
    work.task.answer(.failed(failure.text))
  }

  /// Tells how far a task has come that is under way for long.
  private func tellProgress(_ now: Int64) {
    guard let work, let progress = work.progress, now - work.start >= Self.patience else { return }
    self.work?.progress = nil
    let what = "'\(progress.node)' (\(progress.kind))"
    steps.append(LoadStep(path: work.path, what: what, share: progress.share))
    work.task.answer(.underWay(what, share: progress.share))
  }

  /// Does the task that is under way from its beginning, since another patch plays now.
  private func restart() {
    guard let work else { return }
    self.work = nil
    waiting.insert(work.task, at: 0)
    proceed()
  }

  /// Lets the workshop free what is not needed any more.
  ///
  /// Nothing else that the control thread is about may refer to it still, or that would have to free it.
  func letGo() {
    discarded += ready.takeEvicted() as [any AnyObject & Sendable]
    workshop.discard(&discarded)
  }
}
