import Graph
import OSCControl

/// How each task begins: a patch is read, or looked up, and what it lacks is made.
extension PatchPlayer {
  /// How often the nodes of a patch are made while its files keep changing.
  private static let attemptLimit = 3

  /// Begins `task`; nothing else is under way.
  func begin(_ task: PatchTask) {
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
      case .write(let text): next.ticket = workshop.submit(.write(text))
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
    case .renew, .prepare, .neighbour, .check, .save, .store, .write, .sync, .edit, .takeBack,
      .retreat, .adapt:
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
}
