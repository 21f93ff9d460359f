extension ControlEdit {
  /// What `command` asks for with `arguments`, which have been checked; `nil` if it edits nothing.
  init?(_ command: OSCCommand, _ arguments: [OSCArgument]) {
    let texts = arguments.map { $0.written ?? "" }
    switch command {
    case .addNode:
      let values = stride(from: 2, to: texts.count - 1, by: 2).map { index in
        Value(texts[index], texts[index + 1])
      }
      self = .addNode(id: texts[0], kind: texts[1], values: values)
    case .removeNode: self = .removeNode(id: texts[0])
    case .renameNode: self = .renameNode(id: texts[0], name: texts[1])
    case .addWire: self = .addWire(texts[0])
    case .removeWire: self = .removeWire(texts[0])
    case .bind: self = .bind(texts[0])
    case .loadChart: self = .chart(texts[0])
    case .unbind: self = .unbind(texts[0])
    default: return nil
    }
  }
}

extension OSCArgument {
  /// The argument as someone would write it in a patch.
  var written: String? {
    if case .bool(let value) = self { return value ? "true" : "false" }
    if let text { return text }
    guard let number, number.isFinite else { return nil }
    if number == number.rounded(), abs(number) < 1e9 { return String(Int(number)) }
    if case .float(let value) = self { return value.description }
    return number.description
  }
}
