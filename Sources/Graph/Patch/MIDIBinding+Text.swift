/// What is wrong with the text of a binding.
package struct MIDIBindingError: Error {
  package let message: String
}

extension MIDIBinding: CustomStringConvertible {
  /// The binding as a patch writes it: `cc 21 ch 1 -> out/gain pickup -60..6`.
  package var description: String {
    var words =
      switch control {
      case .note(let number): ["note", "\(number)"]
      case .control(let number): ["cc", "\(number)"]
      case .wideControl(let number): ["cc14", "\(number)"]
      case .program(let number): ["program", "\(number)"]
      case .bend: ["bend"]
      }
    if let channel { words += ["ch", "\(channel)"] }
    words += ["->", parameter.map { "\($0.node)/\($0.name)" } ?? target]
    if let mode { words.append(mode.rawValue) }
    if let ends { words.append("\(Self.plain(ends.low))..\(Self.plain(ends.high))") }
    return words.joined(separator: " ")
  }

  /// Reads what ``description`` writes.
  package init(_ text: String) throws(MIDIBindingError) {
    let words = text.split(separator: " ").map(String.init)
    guard let arrow = words.firstIndex(of: "->"), arrow + 1 < words.count else {
      throw MIDIBindingError(message: "a binding leads from a control to an address by '->'")
    }
    var source = Array(words[..<arrow])
    var channel: Int?
    if source.count > 2, source[source.count - 2] == "ch" {
      guard let number = Int(source[source.count - 1]), 1...16 ~= number else {
        throw MIDIBindingError(message: "a channel is a number from 1 to 16")
      }
      channel = number
      source.removeLast(2)
    }
    let control = try Self.control(source)
    let (mode, ends) = try Self.manner(words[(arrow + 2)...])
    try self.init(
      control, channel: channel, target: Self.target(words[arrow + 1]), mode: mode, ends: ends)
  }

  private static func control(_ words: [String]) throws(MIDIBindingError) -> Control {
    if words == ["bend"] { return .bend }
    guard words.count == 2, let number = Int(words[1]), 0...127 ~= number else {
      throw MIDIBindingError(
        message:
          "a control is 'cc 0' to 'cc 127', 'cc14 0' to 'cc14 31', 'note', 'program' or 'bend'")
    }
    switch words[0] {
    case "cc": return .control(number)
    case "cc14" where number < 32: return .wideControl(number)
    case "note": return .note(number)
    case "program": return .program(number)
    default:
      throw MIDIBindingError(message: "'\(words.joined(separator: " "))' is no control of MIDI's")
    }
  }

  /// `node/parameter` and `/node/node/parameter` are the same.
  private static func target(_ text: String) throws(MIDIBindingError) -> String {
    if text.hasPrefix("/"), text.utf8.count > 1 { return text }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains(where: \.isEmpty) else {
      throw MIDIBindingError(message: "'\(text)' is neither 'node/parameter' nor an OSC address")
    }
    return "/node/" + text
  }

  private static func manner(
    _ words: ArraySlice<String>
  ) throws(MIDIBindingError) -> (Mode?, Ends?) {
    var (mode, ends): (Mode?, Ends?) = (nil, nil)
    for word in words {
      if let known = Mode(rawValue: word), mode == nil {
        mode = known
      } else if let read = Ends(word), ends == nil {
        ends = read
      } else {
        let modes = Mode.allCases.map(\.rawValue).joined(separator: ", ")
        throw MIDIBindingError(
          message: "'\(word)' is neither a way to move (\(modes)) nor a range such as -60..6")
      }
    }
    return (mode, ends)
  }

  private static func plain(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension MIDIBinding.Ends {
  /// Reads `-60..6`.
  fileprivate init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    // The first two dots that stand together: numbers have one.
    let dots = scalars.indices.dropLast().first { scalars[$0] == "." && scalars[$0 + 1] == "." }
    guard let dots else { return nil }
    let low = Float(String(String.UnicodeScalarView(scalars[..<dots])))
    let high = Float(String(String.UnicodeScalarView(scalars[(dots + 2)...])))
    guard let low, let high, low.isFinite, high.isFinite, low != high else { return nil }
    self.init(low: low, high: high)
  }
}
