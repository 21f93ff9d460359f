import OSCControl

/// Matches the pattern of seven stars that takes liblo 1.09 s for one address with 10,000 of 60 letters: such as fit,
/// such as lack only the last letter, and such as end rightly but lack most of what comes before.
func measurePatterns() throws {
  let pattern = try AddressPattern("/*a*a*a*a*a*a*ab")
  let addresses = (0..<10_000).map { number in
    let filling = String(repeating: number % 3 == 2 ? "x" : "a", count: 52)
    return "/\(filling)\(number + 10_000)a\(number % 3 == 1 ? "a" : "b")"
  }
  var count = 0
  let times = time(count: 200) {
    count += addresses.count { pattern.matches($0) }
  } pause: {
  }
  precondition(count == 200 * 3334)
  report("a pattern of seven stars, 10,000 addresses, p50", times.quantile(0.5) / 1e6, "ms")
}
