private import Synchronization

/// The analyses that are under way, and the few last ones that are over, for callers who come back.
final class Analyses: Sendable {
  private struct State {
    var all: [Analysis] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Takes up another one; `nil` where too many are under way, or the server ends.
  func admit(_ format: AnalysisFormat) -> Analysis? {
    state.withLock { state in
      let (over, going) = (
        state.all.filter(\.stage.isOver), state.all.filter { !$0.stage.isOver }
      )
      guard !state.isClosed, going.count < WebLimits.analyses, let analysis = Analysis(as: format)
      else { return nil }
      state.all = Array(over.suffix(WebLimits.keptAnalyses)) + going + [analysis]
      return analysis
    }
  }

  func find(_ id: String) -> Analysis? { state.withLock { $0.all.first { $0.id == id } } }

  /// Forgets `analysis`, and ends it where it is under way.
  func remove(_ analysis: Analysis) {
    analysis.giveUp()
    state.withLock { $0.all.removeAll { $0 === analysis && $0.stage.isOver } }
  }

  /// Ends all that are under way, with their recordings, since nobody will finish them; takes no more.
  func close() {
    let all = state.withLock { state in
      state.isClosed = true
      return state.all
    }
    for analysis in all { analysis.end(.failed("strumd ends")) }
  }
}
