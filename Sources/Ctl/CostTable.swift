import OSCControl

/// What nodes cost, as lines of text: a node a line.
struct CostTable {
  private static let heads = ["node", "mean", "min", "max", "p50", "p99", "share", "late"]

  private var rows: [[String]] = []

  /// Takes the messages at `/ledger/node/…`, in their order.
  init(_ messages: [OSCMessage]) {
    for message in messages where message.address.hasPrefix("/ledger/node/") {
      let numbers = message.arguments.map { $0.number ?? 0 }
      guard numbers.count == 8 else { continue }
      let share = Self.rounded(numbers[5] * 100) + " %"
      rows.append(
        [String(message.address.dropFirst(13))] + numbers.prefix(5).map(Self.rounded)
          + [share, String(whole(numbers[7]))])
    }
  }

  /// The head and the rows, in columns.
  var lines: [String] {
    let table = [Self.heads] + rows
    let widths = Self.heads.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + space : space + row[column]
      }
      return cells.joined(separator: "  ")
    }
  }

  private static func rounded(_ number: Double) -> String {
    let hundredths = max(0, whole((number * 100).rounded()))
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
