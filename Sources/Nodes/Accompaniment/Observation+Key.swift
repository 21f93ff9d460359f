internal import Graph
internal import Music

extension Observation {
  /// A key that an ear has told, at `beat`.
  @_noLocks
  init(key event: Event, at beat: Double) {
    self.init(.key, at: beat)
    root = Int8(event.values[0])
    quality = Int8(event.values[1])
  }

  /// The key that was told; `nil` for none.
  var key: Key? {
    Key.Mode(rawValue: Int(quality)).map { Key(PitchClass(Int(root)), $0) }
  }
}
