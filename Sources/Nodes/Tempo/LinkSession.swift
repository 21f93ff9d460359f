private import CLink
private import CRealtime

/// Our place in a session of Ableton Link: a tempo, a beat and a transport that all participants share.
///
/// Never for the audio thread; Link has a thread of its own for the network. Times are on the monotonic clock,
/// in nanoseconds.
final class LinkSession {
  /// Where a session stands at some time.
  struct State {
    /// In beats per minute, 20 to 999.
    let tempo: Double

    /// The position, whose distance from the last whole bar is the same for all participants.
    let beat: Double
    let isPlaying: Bool

    /// `nil` unless music can be like that: where Link fails it tells a tempo of 0, and what divides by the
    /// tempo is the audio thread.
    init?(tempo: Double, beat: Double, isPlaying: Bool) {
      guard tempo >= 20, tempo <= 999, abs(beat) < State.farthest else { return nil }
      self.tempo = tempo
      self.beat = beat
      self.isPlaying = isPlaying
    }

    /// Beats up to which a position is exact to a millionth of a beat, a century at any tempo.
    private static var farthest: Double { 1e10 }
  }

  private let handle: OpaquePointer

  /// Joins at once, with `tempo` bpm in case nobody else is there; `nil` where the system has no room.
  init?(tempo: Double) {
    guard let handle = link_create(tempo) else { return nil }
    self.handle = handle
    link_enable(handle, true)
  }

  deinit { link_destroy(handle) }

  /// How many others there are.
  var peerCount: Int { Int(link_peers(handle)) }

  /// Shares start and stop with those who share them, too, or does not.
  func share(transport isOn: Bool) { link_enable_start_stop(handle, isOn) }

  /// Where the session stands at `time`, in bars of `quantum` beats; `nil` where Link cannot tell.
  func state(at time: Int64, quantum: Double) -> State? {
    let state = link_capture(handle, linkTime(time), quantum)
    return State(tempo: state.tempo, beat: state.beat, isPlaying: state.is_playing)
  }

  /// Has all go on at `tempo` bpm.
  func set(tempo: Double, at time: Int64) { link_set_tempo(handle, tempo, linkTime(time)) }

  /// Counts `beat` at `time`; where others are there, only where their bars allow it.
  func request(beat: Double, at time: Int64, quantum: Double) {
    link_request_beat(handle, beat, linkTime(time), quantum)
  }

  /// Starts or stops all.
  func set(isPlaying: Bool, at time: Int64) { link_set_playing(handle, isPlaying, linkTime(time)) }

  /// The time of Link's own clock, in microseconds, when the monotonic clock shows `time`.
  ///
  /// Link counts on a clock that nobody corrects, so the two are read side by side each time.
  private func linkTime(_ time: Int64) -> Int64 {
    let before = realtime_nanoseconds()
    let link = link_now(handle)
    let after = realtime_nanoseconds()
    return link + (time - (before + after) / 2) / 1000
  }
}
