import Foundation
import TestSupport

/// What other programs said of a signal that is made here too; `Fixtures/make_fixtures.py` wrote it.
enum Fixture {
  /// The numbers of a file of comma-separated values, without comments and names.
  static func rows(_ name: String) throws -> [[Double]] {
    let text = try Checkout.text("Tests/EarTests/Fixtures/" + name)
    return text.split(separator: "\n").compactMap { line in
      let values = line.split(separator: ",").map { Double($0) }
      return values.contains(nil) ? nil : values.compactMap(\.self)
    }
  }

  /// A second of plucked partials, with noise from the second half on, and then silence.
  static func signal(rate: Int) -> [Double] {
    var state: UInt64 = 1
    let sound = (0..<rate).map { index in
      let time = Double(index) / Double(rate)
      let tone = (1...8).reduce(0.0) { sum, partial in
        let k = Double(partial)
        return sum + sin(2 * .pi * 196 * k * time) * exp(-2 * k * time) / k
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 32) / 0x8000_0000 - 1
      return 0.3 * tone + (time >= 0.5 ? 0.1 * noise : 0)
    }
    return sound + [Double](repeating: 0, count: rate / 4)
  }
}
