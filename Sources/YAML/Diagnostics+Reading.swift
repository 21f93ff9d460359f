/// Typed access to values: each reads one value, or records what to write instead and returns
/// `nil`, so that a reader goes on and finds all that is wrong.
extension Diagnostics {
  /// Reads a mapping that may hold `keys` and must hold `required`; `owner` names it in messages.
  ///
  /// Unknown keys are recorded and stay in the result.
  package mutating func mapping(
    _ value: YAMLValue, _ owner: String, keys: [String], required: [String] = []
  ) -> YAMLMapping? {
    guard let mapping = mapping(value, owner) else { return nil }
    for entry in mapping.entries where !keys.contains(entry.key) && !isFull {
      let hint = didYouMean(entry.key, keys) ?? "known keys: " + keys.joined(separator: ", ")
      report("\(owner) has no key \(quoted(entry.key))", at: entry.keyPlace, hint: hint)
    }
    for key in required where mapping[key] == nil {
      report("\(owner) lacks the key '\(key)'", at: headPlace(of: mapping))
    }
    return mapping
  }

  /// Reads a mapping with any keys.
  package mutating func mapping(_ value: YAMLValue, _ owner: String) -> YAMLMapping? {
    if case .mapping(let mapping) = value.content { return mapping }
    report("\(owner) must be a mapping of keys to values, not \(value.kind)", at: value.place)
    return nil
  }

  /// Reads a list; a list that is not one is recorded and read as empty.
  package mutating func list(_ value: YAMLValue, _ name: String) -> [YAMLValue] {
    if case .sequence(let values) = value.content { return values }
    report(
      "\(name) must be a list, not \(value.kind)", at: value.place,
      hint: "write '- ' before each item, or [a, b]")
    return []
  }

  /// Reads text that is not empty.
  package mutating func text(_ value: YAMLValue, _ name: String) -> String? {
    if case .scalar(let text) = value.content, !text.isEmpty { return text }
    report("\(name) must be text, not \(value.kind)", at: value.place)
    return nil
  }

  /// Reads a list of texts; what is not text is recorded and left out.
  package mutating func texts(_ value: YAMLValue, _ name: String) -> [String] {
    list(value, name).compactMap { text($0, "each item of \(name)") }
  }

  /// Reads "true" or "false".
  package mutating func boolean(_ value: YAMLValue, _ name: String) -> Bool? {
    switch value.content {
    case .scalar("true"): return true
    case .scalar("false"): return false
    default:
      report("\(name) must be true or false, not \(value.kind)", at: value.place)
      return nil
    }
  }

  /// Reads one of a few words.
  package mutating func choice(_ value: YAMLValue, _ name: String, of words: [String]) -> String? {
    guard case .scalar(let text) = value.content, !text.isEmpty else {
      report("\(name) must be \(alternatives(words)), not \(value.kind)", at: value.place)
      return nil
    }
    if words.contains(text) { return text }
    report(
      "\(name) must be \(alternatives(words)), not \(quoted(text))", at: value.place,
      hint: didYouMean(text, words))
    return nil
  }

  /// Reads a whole number in `range`, in `unit`, which may be written behind it.
  package mutating func integer(
    _ value: YAMLValue, _ name: String, in range: ClosedRange<Int>, unit: String = ""
  ) -> Int? {
    if case .scalar(let text) = value.content,
      let number = Quantity(text)?.value(in: unit).flatMap({ Int(exactly: $0) }),
      range.contains(number)
    {
      return number
    }
    report(
      "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        + (unit.isEmpty ? "" : " " + unit) + ", not \(value.kind)", at: value.place)
    return nil
  }

  /// Reads a number in `range`, in `unit`, which may be written behind it; "" for no unit.
  package mutating func number(
    _ value: YAMLValue, _ name: String, in range: ClosedRange<Double>, unit: String = ""
  ) -> Double? {
    let wanted =
      "\(name) must be a number from \(plainNumber(range.lowerBound))"
      + " to \(plainNumber(range.upperBound))" + (unit.isEmpty ? "" : " " + unit)
    guard case .scalar(let text) = value.content, let quantity = Quantity(text) else {
      report("\(wanted), not \(value.kind)", at: value.place)
      return nil
    }
    guard let number = quantity.value(in: unit) else {
      let hint = unit.isEmpty ? "write it without a unit" : "write it in \(unit), or without a unit"
      report("\(wanted), not in \(quoted(quantity.unit))", at: value.place, hint: hint)
      return nil
    }
    if range.contains(number) { return number }
    report("\(wanted), not \(quoted(text))", at: value.place)
    return nil
  }

  /// Where to point when something is missing in a mapping: its first key.
  package func headPlace(of mapping: YAMLMapping) -> Place {
    mapping.entries.first?.keyPlace ?? mapping.place
  }
}
