internal import Band
internal import Graph

/// A ``BandAction`` in the form that crosses to the audio thread.
struct PlayerAction: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case play, retract, move, silence
    /// What the band plays, ``part``, and what comes next, ``key``, in ``beat`` beats.
    case report
    /// The player is at bar ``beat`` of ``duration`` of the chart, in section ``part``, with a confidence of
    /// ``velocity`` percent.
    case place
  }

  let kind: Kind

  /// The output that the part of the band has.
  let part: Int8
  var key: UInt8 = 0
  var velocity: UInt8 = 0
  var otherKey: UInt8 = 0
  var beat: Double = 0
  var duration: Double = 0

  init(_ action: BandAction) {
    switch action {
    case .play(let note):
      kind = .play
      part = Int8(note.part.port)
      key = note.key
      velocity = note.velocity
      beat = note.beat
      duration = note.duration
    case .retract(let part, let from):
      kind = .retract
      self.part = Int8(part.port)
      beat = from
    case .move(let part, let from, let to):
      kind = .move
      self.part = Int8(part.port)
      key = from
      otherKey = to
    case .silence(let part):
      kind = .silence
      self.part = Int8(part.port)
    }
  }

  /// Bars and sections count from 1; 0 where the player is not in the chart.
  init(_ place: ChartPlace?) {
    kind = .place
    part = Int8(clamping: (place?.section ?? -1) + 1)
    beat = Double((place?.bar ?? -1) + 1)
    duration = Double(place?.barCount ?? 0)
    velocity = UInt8(((place?.probability ?? 0) * 100).rounded())
  }

  init(_ standing: BandStanding) {
    kind = .report
    part = standing.section
    key = UInt8(bitPattern: standing.next)
    beat = standing.beats
  }
}
