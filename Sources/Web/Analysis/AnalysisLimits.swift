/// How much of a recording is analysed.
package enum AnalysisLimits {
  /// Seconds that it may last.
  package static let length = 900

  /// Seconds that the work on it may take.
  package static let work = 600
}
