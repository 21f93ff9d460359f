internal import Graph

/// What a band or a soloist is to do, in the form that crosses to the audio thread.
struct PlayerAction: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case play, retract, move, silence
    /// What the band plays, ``part``, and what comes next, ``key``, in ``beat`` beats, in style number ``duration``.
    case report
    /// The player is at bar ``beat`` of ``duration`` of the chart, in section ``part``, with a confidence of
    /// ``velocity`` percent.
    case place
    /// Who chose the style means bars of ``beat`` beats, 0 for whatever is heard, of ``part`` parts, at
    /// ``key`` to ``otherKey`` beats a minute.
    case metre
  }

  let kind: Kind

  /// The output that the part of the band has.
  let part: Int8
  var key: UInt8 = 0
  var velocity: UInt8 = 0
  var otherKey: UInt8 = 0
  var beat: Double = 0
  var duration: Double = 0

  init(_ kind: Kind, part: Int) {
    self.kind = kind
    self.part = Int8(clamping: part)
  }
}
