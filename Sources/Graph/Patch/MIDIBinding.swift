/// A wish that something on a MIDI controller moves something here.
package struct MIDIBinding: Hashable, Sendable {
  /// What is moved there; notes, controls and programs by their numbers, 0 to 127.
  package enum Control: Hashable, Sendable {
    case note(Int)
    case control(Int)

    /// A control of 14 bits, by the number of its coarse half, 0 to 31; the fine one is 32 above.
    case wideControl(Int)
    case program(Int)
    case bend
  }

  /// How it moves things here.
  package enum Mode: String, CaseIterable, Sendable {
    /// To where the control stands, at once.
    case jump

    /// To where the control stands, once it has reached what is set here.
    case pickup

    /// To the other end of the range each time the control is pressed.
    case toggle

    /// To the upper end while the control is pressed, to the lower one when it is let go.
    case momentary

    /// By steps, which the control sends as two's complement: 1 up, 127 down.
    case relative

    /// By steps, which the control sends around 64: 65 up, 63 down.
    case offset
  }

  package var control: Control

  /// 1 to 16, `nil` for any.
  package var channel: Int?

  /// The OSC address that is moved.
  package var target: String

  /// `nil` for what fits the control and the parameter.
  package var mode: Mode?

  /// What the ends of the control's way stand for; the first may be the greater one.
  package var ends: Ends?

  /// What the parameter is at either end of the control's way; `low` may be the greater one, which turns it around.
  package struct Ends: Hashable, Sendable {
    package let low: Float
    package let high: Float

    package init(low: Float, high: Float) {
      self.low = low
      self.high = high
    }
  }

  package init(
    _ control: Control, channel: Int?, target: String, mode: Mode?, ends: Ends?
  ) {
    self.control = control
    self.channel = channel
    self.target = target
    self.mode = mode
    self.ends = ends
  }

  /// The node whose parameter is moved, and the parameter's name.
  package var parameter: (node: String, name: String)? {
    let parts = target.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].isEmpty, parts[1] == "node", !parts[2].isEmpty,
      !parts[3].isEmpty
    else { return nil }
    return (String(parts[2]), String(parts[3]))
  }
}
