import Foundation

@testable import Web

/// An analyst that finds what it is told to, or nothing until then.
final class StillAnalyst: Analyst {
  /// What is found at once; `nil` leaves it to be found later.
  var reply: ((Analysis) -> AnalysisStage)?

  /// What is found about everything that waits after so many seconds.
  var later: (seconds: Double, stage: AnalysisStage)? {
    didSet { due = Date(timeIntervalSinceNow: later?.seconds ?? 0) }
  }

  private var due = Date()
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

  func poll() {
    guard let later, Date() > due else { return }
    for analysis in pending { analysis.end(later.stage) }
    pending = []
  }

  /// Ends what nobody waits for.
  func endGivenUp() {
    for analysis in pending where analysis.isGivenUp { analysis.end(.failed("given up")) }
    pending.removeAll(where: \.isGivenUp)
  }
}
