/// `number` with one digit after the point; what is beyond a hundred million is brought to it.
func tenths(_ number: Double) -> String {
  let tenths = whole((number * 10).rounded())
  return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
