/// What has been missed because analysers were late, since the engine began.
package struct AnalysisLoss: Equatable, Sendable {
  /// Frames that found no room on their way to a worker, each counted once for every signal.
  package internal(set) var frames: Int64 = 0

  /// Events that were ready only after the frame at which the graph was to hear them, and came later.
  package internal(set) var events: Int64 = 0
}
