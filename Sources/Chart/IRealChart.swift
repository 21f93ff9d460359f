import Music
import YAML

/// Charts as iReal Pro shares them: `irealb://` and the older `irealbook://`.
///
/// Format: "iReal Pro Custom Chord Chart Protocol" (irealpro.com) and, for the order of what
/// `irealb://` scrambles, the published open-source readers of it.
struct IRealChart {
  private var diagnostics: Diagnostics

  /// The link that `text` is, or the first of a page that holds some, as iReal Pro mails them.
  static func link(in text: Substring) -> Substring? {
    if text.hasPrefix("irealb") { return text }
    guard text.hasPrefix("<"), text.prefix(200).lowercased().contains("html"),
      let start = ["irealb://", "irealbook://"].compactMap({ text.firstRange(of: $0)?.lowerBound })
        .min(), start > text.startIndex
    else { return nil }
    let quote = text[text.index(before: start)]
    return text[start...].prefix { $0 != quote }
  }

  static func parse(_ text: Substring, _ diagnostics: Diagnostics) throws(Diagnostics) -> Chart {
    var reader = IRealChart(diagnostics: diagnostics)
    return try reader.chart(text)
  }

  private mutating func chart(_ text: Substring) throws(Diagnostics) -> Chart {
    let line = text.drop { $0.isWhitespace }.prefix { !$0.isNewline }
    guard let scheme = line.firstIndex(of: ":"), line[scheme...].hasPrefix("://"),
      let bytes = percentDecoded(line[line.index(scheme, offsetBy: 3)...])
    else { throw refusal("this is no link of iReal Pro", "it begins with irealb://") }
    let isScrambled = line.hasPrefix("irealb://")
    // A link may hold a list of songs; the first is taken.
    let decoded = String(decoding: bytes, as: UTF8.self)
    let song = decoded.components(separatedBy: "===").first ?? ""
    let fields = song.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= (isScrambled ? 7 : 6) else {
      throw refusal(
        "the link has \(fields.count) parts, not \(isScrambled ? 10 : 6)", "it may be cut short")
    }
    var chart = Chart()
    chart.title = fields[0]
    chart.composer = fields[1]
    chart.key = Key(chart: fields[isScrambled ? 4 : 3])
    if isScrambled, fields.count > 8, let tempo = Double(fields[8]), (20...400).contains(tempo) {
      chart.tempo = tempo
    }
    let music = try self.music(fields[isScrambled ? 6 : 5], isScrambled: isScrambled)
    var reader = IRealBars(music)
    do throws(IRealBars.Fault) {
      let bars = try reader.bars()
      chart.metre = reader.metre ?? chart.metre
      return try unfold(bars, chart)
    } catch {
      throw refusal(error.message, "it stands near \(quoted(error.near))")
    }
  }

  private mutating func unfold(_ bars: [WrittenBar], _ chart: Chart) throws(IRealBars.Fault)
    -> Chart
  {
    do throws(Diagnostics) {
      return try diagnostics.unfold(bars, into: chart)
    } catch {
      throw IRealBars.Fault(message: error.all.first?.message ?? "", near: "")
    }
  }

  private mutating func music(_ text: String, isScrambled: Bool) throws(Diagnostics) -> String {
    guard isScrambled else { return text }
    let mark = "1r34LbKcu7"
    guard text.hasPrefix(mark) else {
      throw refusal("the music of the link is not marked as iReal Pro marks it", nil)
    }
    return Self.unscrambled(String(text.dropFirst(mark.count)))
  }

  private mutating func refusal(_ message: String, _ hint: String?) -> Diagnostics {
    diagnostics.report(message, at: Place(.start, .start), hint: hint)
    return diagnostics
  }

  /// Puts back in order what comes in blocks of 50, of which some parts are turned around, and
  /// writes out what stands for bar lines and spaces.
  static func unscrambled(_ text: String) -> String {
    var rest = Array(text)[...]
    var result: [Character] = []
    while rest.count > 50 {
      let block = Array(rest.prefix(50))
      rest = rest.dropFirst(50)
      result += rest.count < 2 ? block : turned(block)
    }
    result += rest
    return String(result).replacing("XyQ", with: "   ").replacing("LZ", with: " |")
      .replacing("Kcl", with: "| x")
  }

  /// A block with its first five characters, and those from the tenth on, exchanged with their
  /// counterparts at its end; doing it twice undoes it.
  static func turned(_ block: [Character]) -> [Character] {
    var turned = block
    for index in Array(0..<5) + Array(10..<24) {
      turned[index] = block[49 - index]
      turned[49 - index] = block[index]
    }
    return turned
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: mark) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
