import OSCControl

/// What `/pitch` told, as a line with a needle.
struct TunerLine {
  /// Columns from one edge of the scale, 50 cents flat, to its middle.
  private static let half = 20

  private let note: String
  private let cents: Double
  private let frequency: Double

  /// Takes the message's arguments; `nil` where no single note sounds.
  init?(_ arguments: [OSCArgument]) {
    guard arguments.count >= 3, let frequency = arguments[2].number, frequency > 0 else {
      return nil
    }
    note = arguments[0].text ?? ""
    cents = arguments[1].number ?? 0
    self.frequency = frequency
  }

  var text: String {
    let place = Int((max(-50, min(50, cents)) / 50 * Double(Self.half)).rounded()) + Self.half
    let scale = (0...2 * Self.half).map { column in
      column == place ? "●" : column == Self.half ? "┼" : "─"
    }.joined()
    let sign = cents < 0 ? "" : "+"
    return "\(note)  \(scale)  \(sign)\(tenths(cents)) cents  \(tenths(frequency)) Hz"
  }
}
