#include "link_session.h"

#include <ableton/Link.hpp>

#include <chrono>
#include <new>

using std::chrono::microseconds;

struct link_session {
  explicit link_session(double tempo) : link(tempo) {}
  ableton::Link link;
};

// No exception may pass into Swift; Link throws where it cannot have a socket or a thread.
template <typename Body> static void guarded(Body body) {
  try {
    body();
  } catch (...) {
  }
}

link_session *link_create(double tempo) {
  try {
    return new link_session(tempo);
  } catch (...) {
    return nullptr;
  }
}

void link_destroy(link_session *session) {
  guarded([&] { delete session; });
}

void link_enable(link_session *session, bool is_enabled) {
  guarded([&] { session->link.enable(is_enabled); });
}

void link_enable_start_stop(link_session *session, bool is_enabled) {
  guarded([&] { session->link.enableStartStopSync(is_enabled); });
}

size_t link_peers(const link_session *session) { return session->link.numPeers(); }

int64_t link_now(const link_session *session) { return session->link.clock().micros().count(); }

link_state link_capture(const link_session *session, int64_t time, double quantum) {
  link_state state = {};
  guarded([&] {
    const auto captured = session->link.captureAppSessionState();
    state.tempo = captured.tempo();
    state.beat = captured.beatAtTime(microseconds(time), quantum);
    state.is_playing = captured.isPlaying();
    state.playing_since = captured.timeForIsPlaying().count();
  });
  return state;
}

template <typename Change> static void commit(link_session *session, Change change) {
  guarded([&] {
    auto state = session->link.captureAppSessionState();
    change(state);
    session->link.commitAppSessionState(state);
  });
}

void link_set_tempo(link_session *session, double tempo, int64_t time) {
  commit(session, [&](auto &state) { state.setTempo(tempo, microseconds(time)); });
}

void link_request_beat(link_session *session, double beat, int64_t time, double quantum) {
  commit(session, [&](auto &state) { state.requestBeatAtTime(beat, microseconds(time), quantum); });
}

void link_set_playing(link_session *session, bool is_playing, int64_t time) {
  commit(session, [&](auto &state) { state.setIsPlaying(is_playing, microseconds(time)); });
}
