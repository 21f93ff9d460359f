import OSCControl

/// The place in the chart that is played from.
struct ChartPlace {
  /// The bar, from 1; 0 where the player is in no chart.
  private var bar = 0
  private var barCount = 0

  /// The section: its name, the bar it begins with, how many it has, and the name of the one that follows.
  private var name = ""
  private var first = 0
  private var length = 0
  private var next = ""

  /// Takes what `/chart` told.
  mutating func read(_ numbers: [Double]) {
    (bar, barCount) = (whole(numbers[0]), whole(numbers[1]))
  }

  /// Takes what `/chart/section` told.
  mutating func read(section arguments: [OSCArgument]) {
    guard arguments.count >= 4 else { return }
    name = arguments[0].text ?? ""
    first = whole(arguments[1].number ?? 0)
    length = whole(arguments[2].number ?? 0)
    next = arguments[3].text ?? ""
  }

  /// Which bar of how many it is; `nil` where the player is in no chart.
  var barText: String? { bar > 0 ? "\(bar) of \(barCount)" : nil }

  /// The section, how many bars are left of it, and what follows; `nil` where there is none.
  var sectionText: String? {
    guard bar > 0, !name.isEmpty else { return nil }
    let left = first + length - bar
    return name + (left > 0 ? " −\(left)" : "") + (next.isEmpty ? "" : " then \(next)")
  }
}
