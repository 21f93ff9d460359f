/// What cycles take, a few interrupted ones aside.
struct CycleAverage {
  private static let weight = 1.0 / 128

  private(set) var mean = 0.0
  private(set) var count = 0

  mutating func record(_ nanoseconds: Double) {
    count += 1
    let limited = count < 8 ? nanoseconds : min(nanoseconds, 2 * mean + 1000)
    mean += (limited - mean) * max(Self.weight, 1 / Double(count))
  }
}
