import Graph
import OSCControl
import YAML

/// What every node costs, for whoever asks.
struct LedgerReport {
  private let ledger: CostLedger
  private let nodes: [NodeCost]

  init(_ engine: Engine) {
    ledger = engine.ledger
    nodes = engine.costs
  }

  /// The nodes' figures, the costliest first.
  var costs: [ControlCost] {
    nodes.sorted { $0.mean > $1.mean }.map { node in
      let times = [
        node.mean, Double(node.minimum), Double(node.maximum),
        Double(node.histogram.quantile(0.5)), Double(node.histogram.quantile(0.99)),
      ]
      return ControlCost(
        node: node.id,
        values: times.map { .float(Float($0 / 1000)) } + [
          .float(Float(node.mean / ledger.period)), .long(Int64(node.count)),
          .int(Int32(clamping: node.lateCount)),
        ])
    }
  }

  /// All there is to know, times in microseconds.
  var json: JSON {
    [
      "frames": .number(Double(ledger.frameCount)), "period": Self.microseconds(ledger.period),
      "budget": .number(ledger.budget), "cycles": .number(Double(ledger.cycleCount)),
      "lost": .number(Double(ledger.lostCount)), "late": .number(Double(ledger.lateCount)),
      "nodes": .array(nodes.map(Self.json)), "records": .array(ledger.records.map(Self.json)),
    ]
  }

  private static func json(_ node: NodeCost) -> JSON {
    let bins = node.histogram.counts.enumerated().filter { $0.element > 0 }
    return [
      "id": .string(node.id), "kind": .string(node.kind), "cycles": .number(Double(node.count)),
      "mean": microseconds(node.mean), "minimum": microseconds(Double(node.minimum)),
      "maximum": microseconds(Double(node.maximum)),
      "p50": microseconds(Double(node.histogram.quantile(0.5))),
      "p99": microseconds(Double(node.histogram.quantile(0.99))),
      "late": .number(Double(node.lateCount)),
      "histogram": .array(
        bins.map { bin, count in
          [
            "below": microseconds(Double(CostHistogram.upperBound(bin))),
            "count": .number(Double(count)),
          ]
        }),
    ]
  }

  private static func json(_ record: LateRecord) -> JSON {
    [
      "frame": .number(Double(record.frame)), "nodes": .array(record.nodes.map(JSON.string)),
      "cost": microseconds(Double(record.cost)), "usual": microseconds(Double(record.usual)),
      "duration": microseconds(Double(record.duration)),
      "period": microseconds(Double(record.period)),
      "budget": microseconds(Double(record.budget)),
      "interruption": .boolean(record.isInterruption), "shed": .number(Double(record.shedCount)),
      "doing": .string(record.doing.rawValue), "parts": .number(Double(record.partCount)),
      "preemptions": .number(Double(record.disturbance.preemptions)),
      "waited": microseconds(Double(record.disturbance.wait)),
      "page_faults": .number(Double(record.disturbance.pageFaults)),
      "stolen": microseconds(Double(record.disturbance.stolen)),
    ]
  }

  private static func microseconds(_ nanoseconds: Double) -> JSON {
    .number(nanoseconds / 1000, places: 2)
  }
}
