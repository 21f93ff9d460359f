import YAML

/// What any text is, which may look like a number.
func textSchema(_ doc: String) -> JSON {
  ["type": ["string", "number"], "description": .string(doc)]
}

/// A number, or text that is a number with its unit.
func numberSchema(
  _ range: ClosedRange<Double>, unit: String, initial: Double, _ doc: String
) -> JSON {
  let span = "\(plainNumber(range.lowerBound)) to \(plainNumber(range.upperBound))"
  var fields: [(key: String, value: JSON)] = [
    ("type", unit.isEmpty ? "number" : ["number", "string"]),
    ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
    ("default", .number(initial)),
    ("description", .string("\(doc) \(span)\(unit.isEmpty ? "" : " " + unit).")),
  ]
  if !unit.isEmpty {
    fields.append(("pattern", "^[-+]?[0-9.]+([eE][-+]?[0-9]+)? *[^ 0-9]+$"))
  }
  return .object(fields)
}
