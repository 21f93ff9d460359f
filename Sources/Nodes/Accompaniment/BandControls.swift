internal import Band
internal import Graph

/// What the player asks of the band by hand or foot: parameters, and MIDI at the input `control`.
///
/// The last one who spoke is right. Controllers are those that General MIDI leaves free.
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

  private static var introIndex: Int { @_noLocks get { 9 } }

  /// Controllers: section (0 auto, 1 to 4), fill, break, ending, hold; then whether each part is mute.
  private static var sectionController: UInt8 { 102 }
  private static var muteController: UInt8 { 107 }
  private static var playOnController: UInt8 { 112 }
  private static var introController: UInt8 { 113 }
  private static var expression: UInt8 { 11 }

  /// Keys for footswitches that send notes: fill, break, ending, sections A to D, auto; one that has the
  /// band play on for as long as it is held; and intro.
  private static var firstKey: UInt8 { 36 }
  static var playOnKey: UInt8 { @_noLocks get { 44 } }
  private static var introKey: UInt8 { 45 }

  private let readers: InlineArray<10, ParameterHolder>
  private var last: InlineArray<10, Float>

  private(set) var switches: PartSwitches

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
  private func set(_ index: Int, to value: Double, at beat: Double, _ end: borrowing BandEnd) {
    switch index {
    case 0: send(.section, value - 1, beat, end)
    case 1: send(.intensity, value / 100, beat, end)
    case 2: if value >= 0.5 { send(.fill, 0, beat, end) }
    case 3: if value >= 0.5 { send(.breakdown, 0, beat, end) }
    case 4: if value >= 0.5 { send(.ending, 0, beat, end) }
    case 5: send(.hold, value, beat, end)
    case 6: send(.style, value, beat, end)
    case 7: if value >= 1 { send(.bar, value, beat, end) }
    case 8: send(.playOn, value, beat, end)
    default: if value >= 0.5 { send(.intro, 0, beat, end) }
    }
  }

  @_noLocks
  private mutating func take(_ event: MIDIEvent, at beat: Double, _ end: borrowing BandEnd) {
    if event.isNoteOff, event.data1 == Self.playOnKey { send(.playOn, 0, beat, end) }
    switch event.status & 0xF0 {
    case 0xC0: send(.style, Double(event.data1), beat, end)
    case 0x90: if event.data2 > 0 { press(key: event.data1, at: beat, end) }
    case 0xB0: turn(event.data1, to: event.data2, at: beat, end)
    default: break
    }
  }

  @_noLocks
  private func press(key: UInt8, at beat: Double, _ end: borrowing BandEnd) {
    guard key >= Self.firstKey else { return }
    let index = Int(key - Self.firstKey)
    if index < 3 {
      set(index + 2, to: 1, at: beat, end)
    } else if index < 7 {
      send(.section, Double(index - 3), beat, end)
    } else if index == 7 {
      send(.section, -1, beat, end)
    } else if key == Self.playOnKey {
      send(.playOn, 1, beat, end)
    } else if key == Self.introKey {
      set(Self.introIndex, to: 1, at: beat, end)
    }
  }

  @_noLocks
  private mutating func turn(
    _ controller: UInt8, to value: UInt8, at beat: Double, _ end: borrowing BandEnd
  ) {
    let isOn = value >= 64
    if controller == Self.expression {
      send(.intensity, Double(value) / 127, beat, end)
    } else if controller == Self.sectionController {
      if value <= 4 { send(.section, Double(value) - 1, beat, end) }
    } else if controller > Self.sectionController, controller < Self.muteController {
      let index = Int(controller - Self.sectionController) + 1
      set(index, to: isOn ? 1 : 0, at: beat, end)
    } else if controller >= Self.muteController, controller < Self.muteController + 5 {
      switches.mute(Int(controller - Self.muteController), isOn)
    } else if controller == Self.playOnController {
      send(.playOn, isOn ? 1 : 0, beat, end)
    } else if controller == Self.introController {
      set(Self.introIndex, to: isOn ? 1 : 0, at: beat, end)
    }
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
