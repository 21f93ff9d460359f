import Graph
import OSCControl

/// A late cycle as OSC and the log tell it.
struct LateReport {
  private let record: LateRecord

  init(_ record: LateRecord) { self.record = record }

  /// How many there were, the nodes at fault, what they took and usually take, what the cycle took
  /// and its period, in microseconds; whether it was interrupted, and its first frame.
  func values(count: Int) -> [OSCArgument] {
    let times = [record.cost, record.usual, record.duration, record.period]
    return [.int(Int32(clamping: count)), .string(record.nodes.joined(separator: " "))]
      + times.map { .float(Float($0) / 1000) }
      + [.int(record.isInterruption ? 1 : 0), .long(record.frame)]
  }

  /// One sentence.
  var text: String {
    let excess = record.isMissed ? "its period of \(micros(record.period))" : "its budget"
    return "a cycle took \(micros(record.duration)), more than \(excess): "
      + "\(culprit) took \(micros(record.cost)), usually \(micros(record.usual))\(doubt)"
  }

  /// Why it may not have been what it looks like.
  private var doubt: String {
    switch record.doing {
    case .ours where record.disturbance.pageFaults > 0:
      "; it touched memory that was not there (\(record.disturbance.pageFaults) page faults)"
    case .ours where record.partCount > 1:
      "; it was run in \(record.partCount) parts, for what came in to be done at as many frames"
    case .ours: ""
    case .system: "; the system let somebody else run for \(micros(record.disturbance.wait))"
    case .unknown: "; an interrupt may have come, or the machine stood still"
    }
  }

  private var culprit: String {
    switch record.nodes.count {
    case 0: "the engine itself"
    case 1: "'\(record.nodes[0])'"
    default: "'\(record.nodes[0])' to '\(record.nodes[record.nodes.count - 1])'"
    }
  }

  private func micros(_ nanoseconds: Int) -> String { "\((nanoseconds + 500) / 1000) µs" }
}
