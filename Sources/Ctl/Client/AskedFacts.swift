import OSCControl
import YAML

/// Names and values as strumd tells them of itself.
struct AskedFacts {
  private(set) var facts: [(name: String, value: OSCArgument)]

  /// Names and values that alternate.
  init(_ arguments: [OSCArgument]) {
    facts = stride(from: 0, to: arguments.count - 1, by: 2).map {
      (arguments[$0].plainText, arguments[$0 + 1])
    }
  }

  mutating func append(_ name: String, _ value: OSCArgument) { facts.append((name, value)) }

  func show(json: Bool) {
    guard !json else {
      print(JSON.object(facts.map { (key: $0.name, value: $0.value.json) }).pretty, terminator: "")
      return
    }
    let width = facts.map(\.name.count).max() ?? 0
    for (name, value) in facts {
      print(padded(name, width + 2) + value.plainText)
    }
  }
}
