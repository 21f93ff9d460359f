import YAML

/// An end of a wire, and where it stands in the file.
struct PlacedEnd {
  let end: WireText.End
  let place: Place

  var text: String { end.port.map { "\(end.node).\($0)" } ?? end.node }
}
