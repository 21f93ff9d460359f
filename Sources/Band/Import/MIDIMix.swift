/// How loud the channels of a file are as it goes on, by volume and expression: controllers 7 and 11.
///
/// General MIDI has the one at 100 at first, and the other at 127.
struct MIDIMix {
  private typealias Change = (tick: Int, value: Double)

  private var volumes: [Int: [Change]] = [:]
  private var expressions: [Int: [Change]] = [:]

  /// Whether the file says anything of it.
  var isTold: Bool { !volumes.isEmpty || !expressions.isEmpty }

  /// Takes in what a controller of `channel` is set to at `tick`.
  mutating func turn(_ controller: Int, of channel: Int, to value: Int, at tick: Int) {
    switch controller {
    case 7: volumes[channel, default: []].append((tick, Double(value) / 100))
    case 11: expressions[channel, default: []].append((tick, Double(value) / 127))
    default: break
    }
  }

  /// Brings what came from several tracks into order.
  mutating func sort() {
    for channel in volumes.keys { volumes[channel]?.sort { $0.tick < $1.tick } }
    for channel in expressions.keys { expressions[channel]?.sort { $0.tick < $1.tick } }
  }

  /// How loud `channel` is at `tick`, 1 for what it usually is.
  ///
  /// The volume that comes first counts from the beginning: it may come a little later than the first note.
  func level(of channel: Int, at tick: Int) -> Double {
    let volumes = volumes[channel] ?? []
    let volume = Self.value(of: volumes, at: tick) ?? volumes.first?.value ?? 1
    return volume * (Self.value(of: expressions[channel] ?? [], at: tick) ?? 1)
  }

  private static func value(of changes: [Change], at tick: Int) -> Double? {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].tick <= tick { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? changes[low - 1].value : nil
  }
}
