#pragma once
#include <dlfcn.h>
#include <fluidsynth.h>

#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))

/// FluidSynth's functions, found when the first synth is made: the library brings 46 others with it
/// (X11, PulseAudio, GLib), which a patch without a synth should neither wait for nor hold in memory.
struct fluid_library {
  __typeof__(new_fluid_settings) *new_settings;
  __typeof__(delete_fluid_settings) *delete_settings;
  __typeof__(fluid_settings_setint) *set_integer;
  __typeof__(fluid_settings_setnum) *set_number;
  __typeof__(new_fluid_synth) *new_synth;
  __typeof__(delete_fluid_synth) *delete_synth;
  __typeof__(fluid_synth_sfload) *load;
  __typeof__(fluid_synth_all_sounds_off) *all_sounds_off;
  __typeof__(fluid_set_log_function) *set_log;
  __typeof__(fluid_synth_write_float) *write_float;
  __typeof__(fluid_synth_noteon) *note_on;
  __typeof__(fluid_synth_noteoff) *note_off;
  __typeof__(fluid_synth_cc) *control;
  __typeof__(fluid_synth_program_change) *program;
  __typeof__(fluid_synth_pitch_bend) *bend;
};

/// Loads the library called `name` and fills `library`; returns whether everything was found.
static inline int fluid_library_load(struct fluid_library *library, const char *name) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return 0;
#define FIND(member, function) \
  if (!(library->member = (__typeof__(library->member))dlsym(handle, #function))) return 0
  FIND(new_settings, new_fluid_settings);
  FIND(delete_settings, delete_fluid_settings);
  FIND(set_integer, fluid_settings_setint);
  FIND(set_number, fluid_settings_setnum);
  FIND(new_synth, new_fluid_synth);
  FIND(delete_synth, delete_fluid_synth);
  FIND(load, fluid_synth_sfload);
  FIND(all_sounds_off, fluid_synth_all_sounds_off);
  FIND(set_log, fluid_set_log_function);
  FIND(write_float, fluid_synth_write_float);
  FIND(note_on, fluid_synth_noteon);
  FIND(note_off, fluid_synth_noteoff);
  FIND(control, fluid_synth_cc);
  FIND(program, fluid_synth_program_change);
  FIND(bend, fluid_synth_pitch_bend);
#undef FIND
  return 1;
}

// What the audio thread calls: it renders without blocking once the font is loaded, provided that the
// synth was created with "synth.threadsafe-api" off and only one thread calls it.

typedef const struct fluid_library *fluid_functions;

REALTIME_SAFE static inline void fluid_write(
    fluid_functions fluid, fluid_synth_t *synth, int count, float *left, float *right, int offset) {
  fluid->write_float(synth, count, left, offset, 1, right, offset, 1);
}
REALTIME_SAFE static inline void fluid_note_on(
    fluid_functions fluid, fluid_synth_t *synth, int channel, int key, int velocity) {
  fluid->note_on(synth, channel, key, velocity);
}
REALTIME_SAFE static inline void fluid_note_off(
    fluid_functions fluid, fluid_synth_t *synth, int channel, int key) {
  fluid->note_off(synth, channel, key);
}
REALTIME_SAFE static inline void fluid_control(
    fluid_functions fluid, fluid_synth_t *synth, int channel, int control, int value) {
  fluid->control(synth, channel, control, value);
}
REALTIME_SAFE static inline void fluid_program(
    fluid_functions fluid, fluid_synth_t *synth, int channel, int program) {
  fluid->program(synth, channel, program);
}
REALTIME_SAFE static inline void fluid_bend(
    fluid_functions fluid, fluid_synth_t *synth, int channel, int value) {
  fluid->bend(synth, channel, value);
}
