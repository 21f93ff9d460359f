private import CRealtime

@_silgen_name("atoi") private func number(_ text: UnsafeMutablePointer<CChar>?) -> Int32

/// `check`: prints what the nodes do, to be compared between processors; `list`: their names;
/// `repeat NUMBER BLOCKS`: runs one of them.
@_cdecl("main")
func program(
  count: Int32, arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  realtime_flush_denormals()
  guard count > 1, let verb = arguments[1] else { return 2 }
  switch UInt8(bitPattern: verb[0]) {
  case UInt8(ascii: "c"):
    line("lockfree", countLockfreeErrors(), 0)
    var recital = Recital()
    visitAll(&recital)
    var concert = Concert()
    concert.play()
  case UInt8(ascii: "l"):
    var lister = Lister()
    visitAll(&lister)
  case UInt8(ascii: "r") where count > 3:
    var repeater = Repeater(wanted: Int(number(arguments[2])), blocks: Int(number(arguments[3])))
    visitAll(&repeater)
  default:
    return 2
  }
  return 0
}
