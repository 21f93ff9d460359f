/// The line of beats that a session of Ableton Link draws, as far as a node needs to know it.
struct LinkLine: BitwiseCopyable {
  /// How many others take part.
  var peerCount = 0

  /// Whether we take part at all.
  var isJoined = false
  var isPlaying = false

  /// Beats a minute, at most ``fastest``.
  var tempo: Double = 120

  /// The position at ``time``, counted so that bars begin at whole multiples of their length.
  var beat: Double = 0

  /// On the monotonic clock, in nanoseconds.
  var time: Int64 = 0

  /// The fastest tempo that musical time takes; a faster session is counted in twos, or in fours.
  static var fastest: Double { 400 }

  /// How many of the session's beats make one of ours at `tempo`.
  static func fold(_ tempo: Double) -> Double { tempo > 2 * fastest ? 4 : tempo > fastest ? 2 : 1 }

  @_noLocks
  init() {}

  /// The position at `time`, in nanoseconds of the monotonic clock.
  @_noLocks
  func position(at time: Double) -> Double { beat + (time - Double(self.time)) * tempo / 60e9 }
}
