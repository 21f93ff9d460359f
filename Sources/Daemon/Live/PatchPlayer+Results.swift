import Graph
import OSCControl
private import PatchFile
private import YAML

/// What becomes of a task: its results are taken up one after the other, until it is done or has failed.
extension PatchPlayer {
  /// Nanoseconds that a task may take before it is told how far it has come.
  private static let patience: Int64 = 100_000_000

  /// What is wrong, with its place in the file where there is one.
  func failure(_ error: LoadError) -> PatchFailure {
    if let document = work?.document { return PatchFailure(document.diagnostics(for: error)) }
    return PatchFailure(text: error.errors.map { $0.message + "\n" }.joined())
  }

  func take(_ result: WorkResult) {
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
        end(with: text)
      case .written(let text): end(with: text)
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

  private func end(with text: String) {
    work?.task.answer(.done(text))
    work = nil
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

  /// Tells how far a task has come that is under way for long.
  func tellProgress(_ now: Int64) {
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
}
