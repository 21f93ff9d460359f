import Glibc

/// Shapes that frames are weighted with before a transform.
enum Window {
  /// A Hann window of `count` samples.
  static func hann(_ count: Int) -> [Float] {
    (0..<count).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(count))) }
  }

  /// Two halves of Hann windows, a long rise and a fall over the newest `fall` samples.
  ///
  /// Most of its weight is recent, so that what it shows is newer than with a symmetric window of
  /// the same resolution.
  static func asymmetric(_ count: Int, fall: Int) -> [Float] {
    (0..<count).map { index in
      let rise = count - fall
      let angle =
        index < rise
        ? .pi * (Double(index) + 0.5) / Double(rise)
        : .pi * (1 + (Double(index - rise) + 0.5) / Double(fall))
      return Float(0.5 - 0.5 * cos(angle))
    }
  }

  /// How old the centre of mass of `window` is, in samples before its end.
  static func age(of window: [Float]) -> Double {
    var mass = 0.0
    var moment = 0.0
    for (index, weight) in window.enumerated() {
      mass += Double(weight)
      moment += Double(weight) * Double(window.count - index)
    }
    return moment / mass
  }
}
