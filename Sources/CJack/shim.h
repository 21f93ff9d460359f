#pragma once
#include <jack/jack.h>
#include <jack/thread.h>
#include <jack/metadata.h>
#include <jack/midiport.h>
#include <jack/transport.h>
#include <stdbool.h>
#include <stdint.h>

/// Opens a client of the server `server`, or of the default server where it is NULL; never starts
/// one. Swift cannot call C variadics.
static inline jack_client_t *jack_client_open_on(
    const char *name, const char *server, jack_status_t *status) {
  if (server) return jack_client_open(name, JackNoStartServer | JackServerName, status, server);
  return jack_client_open(name, JackNoStartServer, status);
}

// JACK documents these as safe in the process callback; the attribute says so to `@_noLocks`.
#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))
REALTIME_SAFE void *jack_port_get_buffer(jack_port_t *port, jack_nframes_t frames);
REALTIME_SAFE uint32_t jack_midi_get_event_count(void *buffer);
REALTIME_SAFE int jack_midi_event_get(jack_midi_event_t *event, void *buffer, uint32_t index);
REALTIME_SAFE void jack_midi_clear_buffer(void *buffer);
REALTIME_SAFE jack_midi_data_t *jack_midi_event_reserve(
    void *buffer, jack_nframes_t time, size_t size);
REALTIME_SAFE jack_nframes_t jack_last_frame_time(const jack_client_t *client);
REALTIME_SAFE jack_transport_state_t jack_transport_query(
    const jack_client_t *client, jack_position_t *position);
REALTIME_SAFE int jack_get_cycle_times(
    const jack_client_t *client, jack_nframes_t *frames, jack_time_t *now, jack_time_t *next,
    float *period);

/// What the server's transport shows: the frame of the song and, where a master tells them, the beat of
/// the bar from 1, how much of it is over, beats a bar and beats a minute, whatever numbers it gives.
struct jack_transport_sight {
  bool is_rolling;
  bool has_bars;
  int64_t frame;
  int32_t beat;
  double fraction;
  double beats_per_bar;
  double tempo;
};

/// Reads the transport; for the process callback, where JACK has it stand for the first frame.
REALTIME_SAFE static inline struct jack_transport_sight jack_transport_look(
    const jack_client_t *client) {
  jack_position_t position;
  struct jack_transport_sight sight = {0};
  sight.is_rolling = jack_transport_query(client, &position) == JackTransportRolling;
  sight.frame = position.frame;
  sight.has_bars = position.valid & JackPositionBBT;
  if (!sight.has_bars) return sight;
  sight.beat = position.beat;
  sight.fraction = position.tick / position.ticks_per_beat;
  sight.beats_per_bar = position.beats_per_bar;
  sight.tempo = position.beats_per_minute;
  return sight;
}
