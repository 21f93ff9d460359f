import YAML

/// Where the text of a wire stands, to point at parts of it.
struct WirePlace {
  let whole: Place
  /// How far the text begins behind its place, for its quotes; `nil` where parts cannot be told.
  private let offset: Int?

  init(_ text: String, at place: Place) {
    whole = place
    let quotes = place.end.column - place.start.column - text.unicodeScalars.count
    offset = place.start.line == place.end.line && (quotes == 0 || quotes == 2) ? quotes / 2 : nil
  }

  func part(at position: Int, length: Int) -> Place {
    offset.map { whole.part(at: $0 + position, length: length) } ?? whole
  }
}
