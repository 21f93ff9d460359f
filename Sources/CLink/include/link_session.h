#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A participant of Ableton Link, which has a thread of its own for the network.
///
/// Every function is for threads that are not the audio thread.
typedef struct link_session link_session;

/// Where the timeline and the transport of a session stand; times are in microseconds of link_now().
typedef struct {
  double tempo;
  /// The beat at the time that was asked for; its phase is the session's, its number our own.
  double beat;
  bool is_playing;
  /// When the transport started or stopped.
  int64_t playing_since;
} link_state;

/// Makes a participant that has not joined yet, whose own tempo is `tempo` bpm; NULL where the system has no room.
link_session *link_create(double tempo);
void link_destroy(link_session *session);

/// Joins the session of the network, or leaves it.
void link_enable(link_session *session, bool is_enabled);

/// Shares start and stop with those who do so, too.
void link_enable_start_stop(link_session *session, bool is_enabled);

/// How many others there are.
size_t link_peers(const link_session *session);

/// The clock that Link counts on, which is CLOCK_MONOTONIC_RAW.
int64_t link_now(const link_session *session);

/// The state for bars of `quantum` beats, with the beat at `time`; all 0, the tempo too, where Link fails.
link_state link_capture(const link_session *session, int64_t time, double quantum);

/// Has all go on at `tempo` bpm from `time` on.
void link_set_tempo(link_session *session, double tempo, int64_t time);

/// Puts `beat` at `time`: at once where we are alone, else at the next time with the same phase.
void link_request_beat(link_session *session, double beat, int64_t time, double quantum);

/// Starts or stops the transport of all at `time`.
void link_set_playing(link_session *session, bool is_playing, int64_t time);

#ifdef __cplusplus
}
#endif
