/// Something that came out of a node.
enum Finding {
  case sample(port: Int, Float)
  case message(at: Int, MIDIEvent)
  case event(Event)

  /// Prints it as a line: what it is, where, and the value's bits.
  func print() {
    switch self {
    case .sample(let port, let value): line("s", port, Int(value.bitPattern))
    case .message(let frame, let event):
      line("m", frame + Int(event.offset), Int(event.status))
      line("m", Int(event.data1), Int(event.data2))
    case .event(let event):
      line("e", Int(event.time), Int(event.values[0].bitPattern))
      line("e", Int(event.offset), Int(event.values[1].bitPattern))
    }
  }

  /// Whether it is a sample that flushing denormals to zero should have left out.
  var isDenormal: Bool {
    if case .sample(_, let value) = self { value.isSubnormal } else { false }
  }
}
