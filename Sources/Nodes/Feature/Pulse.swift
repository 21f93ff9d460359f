private import Chart
internal import Graph
private import Music

/// What a tracker of beats is told before it hears any.
struct Pulse: BitwiseCopyable {
  /// Beats a minute that are likely; 0 where nobody has said.
  let tempo: Float

  /// How many beats a bar has; 0 for the tracker to find out.
  let beatsPerBar: UInt8

  /// Whether beats have three parts, as in 6/8.
  let isCompound: Bool

  @_noLocks
  init(tempo: Float, beatsPerBar: UInt8, isCompound: Bool) {
    self.tempo = tempo
    self.beatsPerBar = beatsPerBar
    self.isCompound = isCompound
  }

  /// The hint that tells it to a tracker.
  @_noLocks
  func hint(at frame: Int64) -> Event {
    var hint = Event(.beat, time: frame)
    hint.values[1] = Float(beatsPerBar)
    hint.values[3] = isCompound ? 1 : 0
    hint.values[4] = tempo > 0 ? tempo : -1
    return hint
  }
}

extension Pulse {
  /// The slowest that feet tap: the tempo of a chart in eighths may be that of the eighths, or of the feet.
  private static let slowest = 55.0

  /// What the chart that `context` names says, if there is one.
  init(_ context: NodeContext) throws(NodeError) {
    let chart = try ChartLibrary.chart(context)
    isCompound = chart?.metre.isCompound ?? false
    beatsPerBar = UInt8(clamping: chart?.metre.pulsesPerBar ?? 0)
    let written = chart?.tempo ?? 0
    let isOfEighths = isCompound && written >= 3 * Self.slowest
    tempo = Float(isOfEighths ? written / 3 : written)
  }

  /// The same as one word.
  @_noLocks
  init(word: UInt64) {
    tempo = Float(bitPattern: UInt32(truncatingIfNeeded: word >> 32))
    beatsPerBar = UInt8(truncatingIfNeeded: word)
    isCompound = word & 0x100 != 0
  }

  var word: UInt64 {
    @_noLocks get {
      UInt64(tempo.bitPattern) << 32 | (isCompound ? 0x100 : 0) | UInt64(beatsPerBar)
    }
  }
}
