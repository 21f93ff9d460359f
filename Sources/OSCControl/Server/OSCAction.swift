/// What a request asks for, once it is known to be possible.
enum OSCAction {
  case set([ControlChange], isClamped: Bool)
  case read([Int])
  case edit(ControlEdit)
  case command(OSCCommand)
}
