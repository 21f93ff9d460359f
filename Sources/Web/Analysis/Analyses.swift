private import Synchronization

/// The analyses that are under way, and the few last ones that are over, for callers who come back.
final class Analyses: Sendable {
  private let all = Mutex<[Analysis]>([])

  /// Takes up another one; `nil` where too many are under way.
  func admit(_ format: AnalysisFormat) -> Analysis? {
    all.withLock { all in
      let (over, going) = (all.filter(\.stage.isOver), all.filter { !$0.stage.isOver })
      guard going.count < WebLimits.analyses, let analysis = Analysis(as: format) else {
        return nil
      }
      all = Array(over.suffix(WebLimits.keptAnalyses)) + going + [analysis]
      return analysis
    }
  }

  func find(_ id: String) -> Analysis? { all.withLock { $0.first { $0.id == id } } }

  /// Forgets `analysis`, and ends it where it is under way.
  func remove(_ analysis: Analysis) {
    analysis.giveUp()
    all.withLock { $0.removeAll { $0 === analysis && $0.stage.isOver } }
  }
}
