/// What the composer asks of whoever plays its notes.
package enum BandAction: Hashable, Sendable, BitwiseCopyable {
  /// Play a note, usually ahead of its beat; one that comes late sounds at once, until its end.
  case play(BandNote)

  /// Forget the notes of a part at or after a beat that have not started.
  case retract(Part, from: Double)

  /// Give another key to a note that starts within a tenth of a beat, or else to one that sounds.
  ///
  /// One that sounds is ended, and its successor ends where it would have ended.
  case move(Part, from: UInt8, to: UInt8)

  /// End whatever a part sounds now.
  case silence(Part)
}
