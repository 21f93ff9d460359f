import Foundation

@testable import Web

/// An analyst that finds what it is told to, or nothing until then.
final class StillAnalyst: Analyst {
  /// What is found at once; `nil` leaves it to ``endAll(_:)``.
  var reply: ((Analysis) -> AnalysisStage)?

  private(set) var pending: [Analysis] = []
  private(set) var folders: [String] = []

  func analyse(_ analysis: Analysis) {
    folders.append(URL(filePath: analysis.recording).deletingLastPathComponent().path)
    if let reply {
      analysis.end(reply(analysis))
    } else {
      pending.append(analysis)
    }
  }

  /// Ends all that waits.
  func endAll(_ stage: AnalysisStage) {
    for analysis in pending { analysis.end(stage) }
    pending = []
  }

  /// Ends what nobody waits for.
  func endGivenUp() {
    for analysis in pending where analysis.isGivenUp { analysis.end(.failed("given up")) }
    pending.removeAll(where: \.isGivenUp)
  }
}
