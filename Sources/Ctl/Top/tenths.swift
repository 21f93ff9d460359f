/// `number` with one digit after the point; what is beyond a million is brought to it.
func tenths(_ number: Double) -> String {
  let tenths = Int((max(-1e6, min(1e6, number)) * 10).rounded())
  return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
