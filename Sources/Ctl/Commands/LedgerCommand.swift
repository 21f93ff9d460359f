import ArgumentParser
import OSCControl

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Shows what each node costs, the costliest first.",
    discussion: "Times are microseconds a cycle; late counts the late cycles that the node caused.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print a JSON object, with histograms and the latest late cycles.")
  var json = false

  @Flag(help: "Forget all figures, and count anew.")
  var reset = false

  func run() throws {
    let client = try connection.client(root)
    if reset {
      try client.ask("/ledger/reset")
    } else if json {
      let answer = try client.ask("/ledger/dump")
      print(answer.arguments.first?.text ?? "", terminator: "")
    } else {
      for line in CostTable(try client.ask("/ledger").messages).lines { print(line) }
    }
  }
}
