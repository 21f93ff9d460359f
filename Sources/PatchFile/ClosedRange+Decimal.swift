extension ClosedRange<Float> {
  /// The range as it is written in decimal: 0.1 for the `Float` nearest to 0.1.
  package var decimal: ClosedRange<Double> {
    let lower = Double(lowerBound.description) ?? Double(lowerBound)
    let upper = Double(upperBound.description) ?? Double(upperBound)
    return lower...upper
  }
}
