import OSCControl
import YAML

/// What strumd says that a value became.
struct SetValue {
  private let address: String
  private let became: [OSCArgument]
  private let isClamped: Bool

  init(_ address: String, _ answer: [OSCArgument]) {
    self.address = address
    isClamped = answer.last == .string("clamped") && answer.count > 1
    became = isClamped ? Array(answer.dropLast()) : answer
  }

  func show(json: Bool) {
    if json {
      print(
        JSON.object([
          (key: address, value: became.json), (key: "clamped", value: .boolean(isClamped)),
        ]).compact)
    } else if AddressPattern.isPattern(address) {
      print("\(became.plainText) set" + (isClamped ? ", limited to their ranges" : ""))
    } else {
      print(became.plainText + (isClamped ? " (limited to its range)" : ""))
    }
  }
}
