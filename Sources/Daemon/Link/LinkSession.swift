private import CLink
import OSCControl

/// Our place in a session of Ableton Link: a tempo, a beat and a transport that all participants share.
///
/// Belongs to the control thread; Link has one of its own for the network. Times are on the monotonic clock, in
/// nanoseconds.
final class LinkSession {
  private let handle: OpaquePointer

  /// Makes a participant that joins at once, whose own tempo is `tempo` bpm; `nil` where the system has no
  /// room for one.
  init?(tempo: Double, sharesTransport: Bool) {
    guard let handle = link_create(tempo) else { return nil }
    self.handle = handle
    link_enable_start_stop(handle, sharesTransport)
    link_enable(handle, true)
  }

  deinit { link_destroy(handle) }

  /// How many others there are.
  var peerCount: Int { link_peers(handle) }

  /// Whether start and stop are shared with those who share them, too.
  func share(transport isOn: Bool) { link_enable_start_stop(handle, isOn) }

  /// Where the session stands at `time`, in bars of so many beats.
  func state(at time: Int64, beatsPerBar: Int) -> LinkState {
    let state = link_capture(handle, linkTime(time), Double(beatsPerBar))
    return LinkState(
      tempo: state.tempo, beat: state.beat, isPlaying: state.is_playing,
      playingSince: state.playing_since)
  }

  /// Has all go on at `tempo` bpm.
  func set(tempo: Double, at time: Int64) { link_set_tempo(handle, tempo, linkTime(time)) }

  /// Counts `beat` at `time`; where others are there, only where their bars allow it.
  func request(beat: Double, at time: Int64, beatsPerBar: Int) {
    link_request_beat(handle, beat, linkTime(time), Double(beatsPerBar))
  }

  /// Starts or stops all.
  func set(isPlaying: Bool, at time: Int64) { link_set_playing(handle, isPlaying, linkTime(time)) }

  /// The time of Link's own clock, in microseconds, when the monotonic clock shows `time`.
  ///
  /// Link counts on a clock that nobody corrects, so the two are read side by side each time.
  private func linkTime(_ time: Int64) -> Int64 {
    let before = Clock.monotonic()
    let link = link_now(handle)
    let after = Clock.monotonic()
    return link + (time - (before + after) / 2) / 1000
  }
}

/// Where a session of Link stands at some time.
struct LinkState: Equatable {
  /// In beats per minute, 20 to 999.
  var tempo: Double

  /// The position, whose distance from the last whole bar is the same for all participants.
  var beat: Double
  var isPlaying: Bool

  /// Changes when somebody starts or stops.
  var playingSince: Int64
}
