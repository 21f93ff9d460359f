package import Graph

/// Something that was moved on a MIDI controller.
package struct ControllerMove: Hashable, Sendable {
  /// What was moved; the raw value is that of the node's event.
  package enum Kind: Int, Sendable { case note, control, program, bend }

  package let kind: Kind

  /// 1 to 16.
  package let channel: Int

  /// Of the note, the control or the program.
  package let number: Int

  /// 0 to 127, 0 to 16383 for the bend; 0 where a note ends.
  package let value: Int

  package init(_ kind: Kind, channel: Int, number: Int, value: Int) {
    self.kind = kind
    self.channel = channel
    self.number = number
    self.value = value
  }

  /// Reads what a `controller` node tells; `nil` for all other events.
  package init?(_ event: Event) {
    guard event.type == .control, let kind = Kind(rawValue: Int(event.values[0])) else {
      return nil
    }
    self.init(
      kind, channel: Int(event.values[1]), number: Int(event.values[2]),
      value: Int(event.values[3]))
  }

  /// Where the control stands, 0 to 1.
  var position: Float { Float(value) / (kind == .bend ? 16_383 : 127) }
}
