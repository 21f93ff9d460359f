import Graph

extension NodeDeclaration {
  /// Declares a filter kind: one input, one output, and the parameters that ``FilterCascade`` reads.
  static func filter(
    _ kind: String, _ shape: FilterShape, _ doc: String, frequency: String, initial: Float,
    q: String
  ) -> NodeDeclaration {
    var parameters: [ParameterDeclaration] = [
      .number(
        "frequency", 10...20_000, default: initial, unit: "Hz", scale: .logarithmic, frequency),
      .number("q", 0.1...40, default: 0.707_106_8, scale: .logarithmic, q),
    ]
    if shape.hasGain {
      parameters.append(
        .number("gain", -36...36, default: 0, unit: "dB", "How much louder, all stages together."))
    }
    parameters.append(
      .integer(
        "stages", 1...FilterCascade.maximumStageCount, default: 1,
        shape.isButterworth
          ? "Filters in a row; each makes the slope 12 dB per octave steeper."
          : "Filters in a row, all of them alike."))
    return NodeDeclaration(
      kind: kind, family: "filter", doc: doc, inputs: [.audio("in", "Any signal.")],
      outputs: [.audio("out", "The signal, filtered.")], parameters: parameters)
  }
}
