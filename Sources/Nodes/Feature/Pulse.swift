private import Chart
internal import Graph
private import Music

/// What a tracker of beats is told before it hears any.
struct Pulse: BitwiseCopyable {
  /// Beats a minute that are likely, the slowest and the fastest, in hundredths; 0 where nobody has said.
  var slowest: UInt16 = 0
  var fastest: UInt16 = 0

  /// How many beats a bar has; 0 for the tracker to find out.
  var beatsPerBar: UInt8 = 0

  /// Whether beats have three parts, as in 6/8.
  var isCompound = false

  @_noLocks
  init() {}

  /// What an event ``EventType/metre`` says.
  @_noLocks
  init(_ event: Event) {
    beatsPerBar = UInt8(min(12, max(0, event.values[0])))
    isCompound = event.values[1] >= 0.5
    slowest = UInt16(100 * min(600, max(0, event.values[2])))
    fastest = UInt16(100 * min(600, max(0, event.values[3])))
  }

  /// The hint that tells it to a tracker.
  @_noLocks
  func hint(at frame: Int64) -> Event {
    var hint = Event(.beat, time: frame)
    hint.values[1] = Float(beatsPerBar)
    hint.values[3] = isCompound ? 1 : 0
    hint.values[4] = slowest > 0 ? Float(slowest) / 100 : -1
    hint.values[5] = Float(fastest) / 100
    return hint
  }
}

extension Pulse {
  /// The slowest that feet tap: the tempo of a chart in eighths may be that of the eighths, or of the feet.
  private static let slowestFeet = 55.0

  /// What the chart that `context` names says, if there is one.
  init(_ context: NodeContext) throws(NodeError) {
    guard let chart = try ChartLibrary.chart(context) else { return }
    isCompound = chart.metre.isCompound
    beatsPerBar = UInt8(clamping: chart.metre.pulsesPerBar)
    let written = chart.tempo ?? 0
    let isOfEighths = isCompound && written >= 3 * Self.slowestFeet
    slowest = UInt16(min(600, isOfEighths ? written / 3 : written) * 100)
    fastest = slowest
  }

  /// The same as one word.
  @_noLocks
  init(word: UInt64) {
    slowest = UInt16(truncatingIfNeeded: word >> 48)
    fastest = UInt16(truncatingIfNeeded: word >> 32)
    beatsPerBar = UInt8(truncatingIfNeeded: word)
    isCompound = word & 0x100 != 0
  }

  var word: UInt64 {
    @_noLocks get {
      UInt64(slowest) << 48 | UInt64(fastest) << 32 | (isCompound ? 0x100 : 0) | UInt64(beatsPerBar)
    }
  }
}
