private import Synchronization

/// A recording that is analysed, from the first byte of it to the last reading of what was found.
///
/// Shared by the web server's thread, which writes the recording and waits, and the control thread,
/// which has it analysed.
package final class Analysis: Sendable {
  private struct State {
    var stage = AnalysisStage.waiting
    var isGivenUp = false
    var listener: (@Sendable (AnalysisStage) -> Void)?
  }

  /// Hard to guess.
  let id: String
  package let format: AnalysisFormat

  /// A folder that only we can read, and that is gone when the analysis is over.
  private let folder: RecordingFolder
  private let state = Mutex(State())

  /// Makes the folder, or returns `nil` where there is no room for one.
  init?(as format: AnalysisFormat) {
    guard let folder = RecordingFolder() else { return nil }
    self.folder = folder
    id = String(UInt64.random(in: 1 << 60 ... .max), radix: 36)
    self.format = format
  }

  /// Where the recording is.
  package var recording: String { folder.path + "/recording" }

  /// Where what was found is to be written.
  package var document: String { folder.path + "/document" }

  var stage: AnalysisStage { state.withLock(\.stage) }

  /// Whether nobody waits for it any more.
  package var isGivenUp: Bool { state.withLock(\.isGivenUp) }

  func giveUp() { state.withLock { $0.isGivenUp = true } }

  /// Says that `share` of the recording was heard, 0 to 1.
  package func advance(to share: Float) {
    state.withLock { state in
      if !state.stage.isOver { state.stage = .running(min(max(share, 0), 1)) }
    }
  }

  /// Says how it ended, the first time that it is called, and removes the files.
  package func end(_ stage: AnalysisStage) {
    let listener = state.withLock { state -> (@Sendable (AnalysisStage) -> Void)? in
      guard !state.stage.isOver else { return nil }
      state.stage = stage
      defer { state.listener = nil }
      return state.listener
    }
    folder.remove()
    listener?(stage)
  }

  /// Calls `listener` once, when it is over, on any thread.
  func whenOver(_ listener: @escaping @Sendable (AnalysisStage) -> Void) {
    let stage = state.withLock { state in
      if !state.stage.isOver { state.listener = listener }
      return state.stage
    }
    if stage.isOver { listener(stage) }
  }
}
