package import Graph

/// Follows JACK's transport: whatever program is its master says where bars begin and how fast they go.
package struct JackTransport: Node, ~Copyable {
  package static let declaration = NodeDeclaration(
    kind: "jack_transport", family: "midi",
    doc: "Lets JACK's transport drive musical time, and with it the program that is its master.",
    outputs: [TempoSource.output],
    parameters: [
      TempoSource.startsBand, TempoSource.beatsPerBar,
      .number(
        "tempo", 20...400, default: 120, unit: "bpm", smoothing: .none,
        "Beats a minute, counted from the song's first frame, where no master tells bars."),
    ])

  /// How near to a beat the transport has to be to be on it: two ticks of most masters.
  private static var nearness: Double { 0.002 }

  private let startsBand: ParameterReader
  private let beatsPerBar: ParameterReader
  private let tempo: ParameterReader
  private let sampleRate: Double

  /// Whether it rolled in the cycle before, and whether there was one.
  private var isRunning = false
  private var hasLooked = false

  /// Where the song is to be now, if it simply goes on.
  private var expected: Int64 = 0

  /// The place in the bar at the cycle before, and the tempo told last.
  private var last: Double = -1
  private var lastTempo: Double = 0

  package init(_ context: NodeContext) throws(NodeError) {
    startsBand = context.reader("starts_band")
    beatsPerBar = context.reader("beats_per_bar")
    tempo = context.reader("tempo")
    sampleRate = context.sampleRate
  }

  @_noLocks
  package mutating func process(_ cycle: borrowing Cycle) {
    let host = cycle.host
    if host.isRolling {
      roll(host, cycle)
    } else if isRunning {
      send(.stopped, cycle, place: 0, of: 4, tempo: lastTempo, after: 0, isEntry: false)
    }
    isRunning = host.isRolling
    hasLooked = true
  }

  /// Tells the beat to come whenever one goes by, and where time or tempo has changed.
  @_noLocks
  private mutating func roll(_ host: HostTransport, _ cycle: borrowing Cycle) {
    let pace = host.hasBars ? host.tempo : Double(tempo.value)
    let bar = max(1, host.hasBars ? host.beatsPerBar : beatsPerBar.index)
    let isElsewhere = !isRunning || abs(host.frame - expected) > 1
    expected = host.frame + Int64(cycle.frameCount)
    let place =
      host.hasBars ? Double(host.beat - 1) + host.fraction : ownPlace(host.frame, bar: bar)
    let begun = (place + Self.nearness).floored
    let isNew = begun != (last + Self.nearness).floored || place < last
    last = place
    guard isElsewhere || isNew || pace != lastTempo else { return }
    lastTempo = pace
    let isOnBeat = isElsewhere && abs(place - begun) < Self.nearness
    let next = isOnBeat ? begun : begun + 1
    send(
      isElsewhere ? .begun : .told, cycle, place: Int(next) % bar, of: bar, tempo: pace,
      after: (next - place) * 60 / pace, isEntry: !isRunning && hasLooked && startsBand.isOn)
  }

  /// The place in its bar of a frame of the song, in beats, at the tempo of our own.
  @_noLocks
  private func ownPlace(_ frame: Int64, bar: Int) -> Double {
    let beats = Double(frame) / sampleRate * Double(tempo.value) / 60
    return beats - (beats / Double(bar)).floored * Double(bar)
  }

  /// Tells a beat that falls `seconds` after the cycle's first frame.
  @_noLocks
  private func send(
    _ word: BeatWord, _ cycle: borrowing Cycle, place: Int, of bar: Int, tempo: Double,
    after seconds: Double, isEntry: Bool
  ) {
    cycle.eventOutput(0).append(
      Event(
        word, number: place + 1, of: bar, tempo: tempo,
        at: cycle.frame + Int64((seconds * sampleRate + 0.5).floored), isEntry: isEntry))
  }
}

@used @section("strumd_kinds")
private let registration: @convention(c) (UnsafeMutableRawPointer) -> Void = {
  register(JackTransport.self, in: $0)
}
