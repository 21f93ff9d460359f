/// A number with the unit that may be written behind it: "2 kHz", "-6 dB", "0.5".
struct Quantity {
  let number: Double
  /// The unit as written, empty where none is.
  let unit: String

  /// Reads `text`, or returns `nil` where it does not begin with a finite number.
  init?(_ text: String) {
    let digits = text.prefix { "+-.0123456789".contains($0) }
    var rest = text[digits.endIndex...]
    var mantissa = String(digits)
    if let exponent = rest.prefixMatch(of: /[eE][+-]?[0-9]+/) {
      mantissa += exponent.output
      rest = rest[exponent.range.upperBound...]
    }
    guard let number = Double(mantissa), number.isFinite else { return nil }
    self.number = number
    unit = String(rest.drop { $0 == " " })
  }

  /// The number in `wanted`, or `nil` where the unit written is of another kind.
  func value(in wanted: String) -> Double? {
    if unit.isEmpty || unit == wanted { return number }
    guard let from = Self.scales[unit], let to = Self.scales[wanted], from.kind == to.kind else {
      return nil
    }
    return number * from.size / to.size
  }

  /// The units that stand for each other, by size.
  private static let scales: [String: (kind: String, size: Double)] = [
    "Hz": ("frequency", 1), "kHz": ("frequency", 1000),
    "s": ("time", 1000), "ms": ("time", 1), "us": ("time", 0.001), "µs": ("time", 0.001),
    "ct": ("pitch", 1), "cents": ("pitch", 1), "semitones": ("pitch", 100), "st": ("pitch", 100),
  ]
}
