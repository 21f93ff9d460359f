/// `number` as a whole one: what is beyond a thousand million is brought to it, and what is none to 0.
///
/// What a server tells may be anything.
func whole(_ number: Double) -> Int {
  number.isNaN ? 0 : Int(max(-1e9, min(1e9, number)))
}
