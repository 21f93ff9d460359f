import Graph

/// Where the beats of musical time fell, and how fast they went.
struct BeatTrail {
  private(set) var anchors: [TempoMap.Anchor] = []

  /// The tempo in beats a minute from each frame on.
  private(set) var tempos: [(frame: Int64, tempo: Double)] = []

  /// Takes note of the beats in a block of `frameCount` frames from `frame`, at whose first frame
  /// musical time was `transport`.
  mutating func follow(_ transport: Transport, frame: Int64, frameCount: Int) {
    guard transport.isRolling, transport.rate > 0 else { return }
    if tempos.last?.tempo != transport.tempo { tempos.append((frame, transport.tempo)) }
    let end = transport.beat + Double(frameCount) * transport.rate
    var beat = transport.beat.rounded(.up)
    while beat < end {
      let place = Int(beat - transport.downbeat) % transport.beatsPerBar
      anchors.append(
        TempoMap.Anchor(
          frame: Double(frame) + transport.offset(of: beat), beat: Int(beat),
          place: place < 0 ? place + transport.beatsPerBar : place))
      beat += 1
    }
  }
}
