import Platform
import YAML

/// How long answers took, in milliseconds, and how often none came.
struct RoundTrips {
  private(set) var times: [Double] = []
  private var lost = 0

  mutating func add(_ time: Double) { times.append(time) }

  mutating func lose() { lost += 1 }

  private var sent: Int { times.count + lost }

  private var mean: Double { times.reduce(0, +) / Double(times.count) }

  /// As people are used to it from ping.
  var text: String {
    let share = decimal(100 * Double(lost) / Double(max(1, sent)), places: 0)
    let counts = "\(sent) sent, \(times.count) answered, \(share) % lost"
    guard let least = times.min(), let most = times.max() else { return counts }
    return counts + "; least/mean/most "
      + [least, mean, most].map(Self.text).joined(separator: "/") + " ms"
  }

  var json: JSON {
    let counts: [(key: String, value: JSON)] = [
      (key: "sent", value: .number(Double(sent))),
      (key: "answered", value: .number(Double(times.count))),
    ]
    guard let least = times.min(), let most = times.max() else { return .object(counts) }
    return .object(
      counts + [
        (key: "least", value: Self.number(least)), (key: "mean", value: Self.number(mean)),
        (key: "most", value: Self.number(most)),
        (key: "times", value: .array(times.map(Self.number))),
      ])
  }

  static func text(_ time: Double) -> String { decimal(time, places: 3) }

  /// What is finer than microseconds is noise.
  private static func number(_ time: Double) -> JSON { .number((time * 1000).rounded() / 1000) }
}
