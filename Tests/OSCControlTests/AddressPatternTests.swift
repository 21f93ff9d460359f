import TestSupport
import Testing

@testable import OSCControl

/// A part of so many letters, more than a word has bits.
private func long(_ letter: String, _ count: Int) -> String {
  "/" + String(repeating: letter, count: count)
}

struct AddressPatternTests {
  @Test(arguments: [
    ("/a/b", "/a/b", true), ("/a/b", "/a/c", false), ("/a", "/a/b", false), ("/a/b", "/a", false),
    ("/?", "/a", true), ("/?", "/ab", false), ("/*", "/", true), ("/*", "/abc", true),
    ("/*", "/a/b", false), ("/*/b", "/a/b", true), ("/a*c", "/abbc", true), ("/a*c", "/ac", true),
    ("/[a-c]", "/b", true), ("/[a-c]", "/d", false), ("/[!a-c]", "/d", true),
    ("/[!a-c]", "/b", false), ("/[-a]", "/-", true), ("/[ab-]", "/-", true),
    ("/x[0-9]y", "/x5y", true),
    ("/{gain,tone}", "/gain", true), ("/{gain,tone}", "/tone", true),
    ("/{gain,tone}", "/ton", false),
    ("/a{,b}c", "/ac", true), ("/a{,b}c", "/abc", true), ("/a{b,c}{d,e}f", "/acdf", true),
    ("/*{ab,b}", "/xxb", true), ("/{a,b}*", "/bxyz", true), ("/{a,b}*", "/cxyz", false),
    ("/{ab,a}b", "/ab", true), ("/*{a,bc}*d", "/xbcxd", true), ("/*{a,bc}*d", "/xbxd", false),
    ("//b", "/b", true), ("//b", "/a/b", true), ("//b", "/a/c/b", true), ("//b", "/a/c", false),
    ("/a//b", "/a/b", true), ("/a//b", "/a/x/y/b", true), ("/a//b", "/ab", false),
    ("/a//", "/a/x/y", true), ("/a//", "/a", false), ("//", "/x/y/z", true), ("/a/", "/a/b", false),
    ("//[a-b]*//c", "/x/bee/y/c", true), ("//[a-b]*//c", "/x/see/y/c", false),
    ("/*ab", "/ab", true), ("/*ab", "/b", false), ("/*ab", "/xaab", true), ("/[a]b", "/b", false),
    (long("?", 70), long("a", 70), true), (long("?", 70), long("a", 71), false),
    (long("?", 70) + "*b", long("a", 71) + "b", true),
  ])
  func `a pattern stands for the addresses it should`(
    _ pattern: String, _ address: String, _ expected: Bool
  ) throws {
    #expect(try AddressPattern(pattern).matches(address) == expected)
  }

  @Test(arguments: [
    ("a", PatternError.noSlash), ("/[a", .unbalanced("[")), ("/{a", .unbalanced("{")),
    ("/a]", .unbalanced("]")), ("/a}", .unbalanced("}")),
    ("/" + String(repeating: "?", count: 128), .tooLong),
    ("/" + String(repeating: "a", count: 300), .tooLong),
    (String(repeating: "/a", count: 33), .tooManyParts),
  ])
  func `text that is no pattern is refused with its reason`(
    _ text: String, _ error: PatternError
  ) {
    #expect(throws: error) { try AddressPattern(text) }
  }

  @Test func `random patterns agree with a matcher that simply tries everything`() throws {
    var dice = Dice(seed: 42)
    var agreed = 0
    for _ in 0..<20_000 {
      let text = "/" + dice.text("ab*?{,}[]!-/", length: 8)
      let address = "/" + dice.text("ab/", length: 6)
      guard !address.contains("//"), !text.contains("//"), let pattern = try? AddressPattern(text)
      else { continue }
      agreed += 1
      #expect(
        pattern.matches(address) == NaiveMatcher.matches(text, address), "\(text) \(address)")
    }
    #expect(agreed > 1000)
  }

  /// A matcher that backtracks would be at it for hours.
  @Test(.timeLimit(.minutes(1)))
  func `seven stars cost no more states than they have letters`() throws {
    let pattern = try AddressPattern("/" + "*a*a*a*a*a*a*ab")
    let address = "/" + String(repeating: "a", count: 250)
    for _ in 0..<100 { #expect(!pattern.matches(address)) }
  }
}

extension Dice {
  /// Up to `length` of the `letters`.
  fileprivate mutating func text(_ letters: String, length: Int) -> String {
    let letters = Array(letters)
    return String((0..<roll(length + 1)).map { _ in letters[roll(letters.count)] })
  }
}

/// The definition of a pattern, written down as it reads.
enum NaiveMatcher {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.utf8)[...], Array(text.utf8)[...])
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let token = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch UnicodeScalar(token) {
    case "*":
      if matches(rest, text) { return true }
      return text.first.map { $0 != UInt8(ascii: "/") && matches(pattern, text.dropFirst()) }
        ?? false
    case "?":
      return text.first.map { $0 != UInt8(ascii: "/") && matches(rest, text.dropFirst()) } ?? false
    case "{":
      let names = rest.prefix { $0 != UInt8(ascii: "}") }
      let after = rest.dropFirst(names.count + 1)
      return names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).contains {
        text.starts(with: $0) && matches(after, text.dropFirst($0.count))
      }
    case "[":
      let members = rest.prefix { $0 != UInt8(ascii: "]") }
      guard let byte = text.first, byte != UInt8(ascii: "/") else { return false }
      return holds(Array(members), byte)
        && matches(rest.dropFirst(members.count + 1), text.dropFirst())
    default: return text.first == token && matches(rest, text.dropFirst())
    }
  }

  private static func holds(_ members: [UInt8], _ byte: UInt8) -> Bool {
    let isNegated = members.first == UInt8(ascii: "!")
    let letters = isNegated ? Array(members.dropFirst()) : members
    var index = 0
    while index < letters.count {
      let isRange = index + 2 < letters.count && letters[index + 1] == UInt8(ascii: "-")
      let last = isRange ? letters[index + 2] : letters[index]
      if byte >= min(letters[index], last), byte <= max(letters[index], last) { return !isNegated }
      index += isRange ? 3 : 1
    }
    return isNegated
  }
}
