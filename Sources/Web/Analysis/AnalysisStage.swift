private import YAML

/// How far the analysis of a recording has come.
package enum AnalysisStage: Equatable, Sendable {
  /// The recording is on its way in, or others come first.
  case waiting

  /// The share of the recording that was heard, 0 to 1.
  case running(Float)
  case done([UInt8])

  /// What is wrong, in words for the user.
  case failed(String)

  var isOver: Bool {
    switch self {
    case .waiting, .running: false
    case .done, .failed: true
    }
  }

  /// What is to be said of it while it is not over.
  func report(id: String) -> String {
    let (name, share): (JSON, Float) =
      switch self {
      case .waiting: ("waiting", 0)
      case .running(let share): ("running", share)
      case .done, .failed: ("over", 1)
      }
    let percent = (Double(share) * 100).rounded()
    let report: JSON = [
      "id": .string(id), "state": name, "progress": .number(percent / 100),
    ]
    return report.compact
  }
}
