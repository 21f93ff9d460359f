internal import Graph

/// What comes by MIDI at the input `control`.
extension BandControls {
  /// Controllers: section (0 auto, 1 to 4), fill, break, ending, hold; then whether each part is mute.
  private static var sectionController: UInt8 { 102 }
  private static var holdController: UInt8 { 106 }
  private static var muteController: UInt8 { 107 }
  private static var playOnController: UInt8 { 112 }
  private static var introController: UInt8 { 113 }
  private static var expression: UInt8 { 11 }

  /// Keys for footswitches that send notes: fill, break, ending, sections A to D, auto; one that has the
  /// band play on for as long as it is held; and intro.
  private static var firstKey: UInt8 { 36 }
  static var playOnKey: UInt8 { @_noLocks get { 44 } }
  private static var introKey: UInt8 { 45 }

  /// Sets a parameter, by its number, to `value` by MIDI, and passes that on.
  @_noLocks
  private mutating func turn(
    _ index: Int, to value: Float, at beat: Double, _ end: borrowing BandEnd
  ) {
    readers[index].set(value)
    last[index] = value
    set(index, to: Double(value), at: beat, end)
  }

  @_noLocks
  private mutating func hold(_ isHeld: Bool, at beat: Double, _ end: borrowing BandEnd) {
    isPlayOnHeld = isHeld
    tellPlayOn(beat, end)
  }

  @_noLocks
  mutating func take(_ event: MIDIEvent, at beat: Double, _ end: borrowing BandEnd) {
    if event.isNoteOff, event.data1 == Self.playOnKey { hold(false, at: beat, end) }
    switch event.status & 0xF0 {
    case 0xC0: turn(6, to: Float(event.data1), at: beat, end)
    case 0x90: if event.data2 > 0 { press(key: event.data1, at: beat, end) }
    case 0xB0: turn(event.data1, to: event.data2, at: beat, end)
    default: break
    }
  }

  @_noLocks
  private mutating func press(key: UInt8, at beat: Double, _ end: borrowing BandEnd) {
    guard key >= Self.firstKey else { return }
    let index = Int(key - Self.firstKey)
    if index < 3 {
      set(index + 2, to: 1, at: beat, end)
    } else if index < 8 {
      turn(0, to: index < 7 ? Float(index - 2) : 0, at: beat, end)
    } else if key == Self.playOnKey {
      hold(true, at: beat, end)
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
      turn(1, to: Float(value) * 100 / 127, at: beat, end)
    } else if controller == Self.sectionController {
      if value <= 4 { turn(0, to: Float(value), at: beat, end) }
    } else if controller == Self.holdController {
      turn(5, to: isOn ? 1 : 0, at: beat, end)
    } else if controller > Self.sectionController, controller < Self.holdController {
      set(Int(controller - Self.sectionController) + 1, to: isOn ? 1 : 0, at: beat, end)
    } else if controller >= Self.muteController, controller < Self.muteController + 5 {
      switches.mute(Int(controller - Self.muteController), isOn)
    } else if controller == Self.playOnController {
      turn(Self.playOnIndex, to: isOn ? 1 : 0, at: beat, end)
    } else if controller == Self.introController {
      set(Self.introIndex, to: isOn ? 1 : 0, at: beat, end)
    }
  }
}
