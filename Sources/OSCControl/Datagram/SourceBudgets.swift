/// How much each machine of a network may ask of us: a token bucket for each address.
///
/// It takes a fixed room, however many there are. A bucket that is full again says nothing and is forgotten.
package struct SourceBudgets: Sendable {
  /// The most sources that are told apart; while that many are busy, no others are heard.
  package static let limit = 256

  private struct Bucket {
    var tokens: Double
    var time: Int64
  }

  /// Tokens a second for each source.
  private let rate: Double

  /// The most that a source may have saved.
  private let depth: Double
  private var buckets: [UInt32: Bucket] = [:]

  /// Gives each source `rate` tokens a second, of which it may save `depth`.
  package init(rate: Double, depth: Double) {
    self.rate = rate
    self.depth = depth
  }

  /// Whether `source` can pay `price` tokens at `time`, on the monotonic clock; it then has paid.
  package mutating func admits(_ source: UInt32, price: Double, at time: Int64) -> Bool {
    guard buckets[source] != nil || makeRoom(at: time) else { return false }
    let bucket = buckets[source] ?? Bucket(tokens: depth, time: time)
    let tokens = tokens(in: bucket, at: time)
    let isAdmitted = tokens >= price
    buckets[source] = Bucket(tokens: isAdmitted ? tokens - price : tokens, time: time)
    return isAdmitted
  }

  private func tokens(in bucket: Bucket, at time: Int64) -> Double {
    min(depth, bucket.tokens + Double(max(0, time - bucket.time)) * rate / 1e9)
  }

  private mutating func makeRoom(at time: Int64) -> Bool {
    guard buckets.count >= Self.limit else { return true }
    buckets = buckets.filter { tokens(in: $0.value, at: time) < depth }
    return buckets.count < Self.limit
  }
}
