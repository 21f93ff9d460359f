internal import Music

extension Observation {
  /// The chord that was heard; `nil` for none.
  var chord: Chord? {
    guard root >= 0, let quality = ChordQuality(rawValue: Int(quality)) else { return nil }
    return Chord(PitchClass(Int(root)), quality, bass: PitchClass(Int(bass)))
  }
}
