internal import Band
internal import Graph

/// What the player asks of the band by hand or foot: parameters, and MIDI at the input `control`, which turns
/// the parameters, so that the last one who spoke is right, and everybody sees it.
///
/// Controllers are those that General MIDI leaves free.
struct BandControls: ~Copyable {
  static let parameters: [ParameterDeclaration] = [
    .choice(
      "section", ["auto", "A", "B", "C", "D"], default: 0,
      "The section, from the next bar on; auto goes by how much the player plays."),
    .number(
      "intensity", 0...100, default: 50, unit: "%", smoothing: .none,
      "How busy and loud the band is; 50 for as the player has it."),
    .toggle("fill", default: false, "Switched on: a fill in the next bar. Then it is off again."),
    .toggle("break", default: false, "Switched on: the next bar makes room. Then it is off again."),
    .toggle(
      "ending", default: false,
      "Switched on: the ending from the next bar on. Then it is off again."),
    .toggle("hold", default: false, "Whether the chord stays, whatever is played."),
    .integer(
      "style_number", 0...127, default: 0,
      "Which style is played from the next bar on: 0 is `style`, 1 the first of `styles`."),
    .integer(
      "chart_bar", 0...2000, default: 0,
      "Set to a bar of the chart, from 1: you are there at the next bar line. Then it is 0 again."),
    .toggle(
      "play_on", default: false,
      "Whether the band plays on while you are silent, as under somebody else's solo."),
    .toggle(
      "intro", default: false,
      "Switched on: the intro from the next bar on, where the style has one. Then it is off again."),
  ]

  /// Whether a parameter, by its number, asks for something once, as a pedal does: fill, break, ending, a bar and
  /// intro.
  @_noLocks
  private static func isWish(_ index: Int) -> Bool {
    (index >= 2 && index <= 4) || index == 7 || index == introIndex
  }

  static var introIndex: Int { @_noLocks get { 9 } }
  static var playOnIndex: Int { @_noLocks get { 8 } }

  let readers: InlineArray<10, ParameterHolder>
  var last: InlineArray<10, Float>

  /// Whether the key is held that has the band play on meanwhile.
  var isPlayOnHeld = false

  var switches: PartSwitches

  init(_ context: NodeContext) {
    let names = Self.parameters.map(\.name)
    readers = InlineArray { ParameterHolder(context.parameter(names[$0])) }
    let initial = Self.parameters.map(\.initial)
    last = InlineArray { initial[$0] }
    switches = PartSwitches(context)
  }

  deinit { for index in readers.indices { readers[index].release() } }

  /// Passes on what was set since the last cycle, and what came by MIDI.
  @_noLocks
  mutating func observe(_ cycle: borrowing Cycle, _ end: borrowing BandEnd) {
    let beat = cycle.transport.beat
    for index in readers.indices {
      let value = readers[index].value
      guard value != last[index] else { continue }
      last[index] = value
      if value >= 0.5, Self.isWish(index) { take(index) }
      set(index, to: Double(value), at: beat, end)
    }
    let lane = cycle.midiInput(0)
    for index in 0..<lane.count { take(lane[index], at: beat, end) }
  }

  /// Lets the same be asked for once more.
  @_noLocks
  private mutating func take(_ index: Int) {
    readers[index].set(0)
    last[index] = 0
  }

  @_noLocks
  func set(_ index: Int, to value: Double, at beat: Double, _ end: borrowing BandEnd) {
    switch index {
    case 0: send(.section, value - 1, beat, end)
    case 1: send(.intensity, value / 100, beat, end)
    case 2: if value >= 0.5 { send(.fill, 0, beat, end) }
    case 3: if value >= 0.5 { send(.breakdown, 0, beat, end) }
    case 4: if value >= 0.5 { send(.ending, 0, beat, end) }
    case 5: send(.hold, value, beat, end)
    case 6: send(.style, value, beat, end)
    case 7: if value >= 1 { send(.bar, value, beat, end) }
    case 8: tellPlayOn(beat, end)
    default: if value >= 0.5 { send(.intro, 0, beat, end) }
    }
  }

  /// Has the band play on where it is told to, or for as long as the key is held.
  @_noLocks
  func tellPlayOn(_ beat: Double, _ end: borrowing BandEnd) {
    send(.playOn, isPlayOnHeld || last[Self.playOnIndex] >= 0.5 ? 1 : 0, beat, end)
  }

  @_noLocks
  private func send(
    _ kind: Observation.Kind, _ value: Double, _ beat: Double, _ end: borrowing BandEnd
  ) {
    var observation = Observation(kind, at: beat)
    observation.value = value
    end.observe(observation)
  }
}
