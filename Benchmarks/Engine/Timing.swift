import CRealtime

/// Nanoseconds that `body` takes, for each of `count` runs, sorted.
func time(count: Int, _ body: () -> Void) -> [Double] {
  (0..<count).map { _ in
    let start = realtime_nanoseconds()
    body()
    return Double(realtime_nanoseconds() - start)
  }.sorted()
}

extension [Double] {
  /// The value below which `fraction` of the sorted values lie.
  func quantile(_ fraction: Double) -> Double {
    self[Swift.min(count - 1, Int(Double(count) * fraction))]
  }
}
