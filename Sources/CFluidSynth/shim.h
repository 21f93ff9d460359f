#pragma once
#include <fluidsynth.h>

// `fluid_synth_write_float` renders without blocking once the font is loaded, provided that the
// synth was created with "synth.threadsafe-api" off and only one thread calls it.
#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))
REALTIME_SAFE int fluid_synth_write_float(
    fluid_synth_t *synth, int len, void *lout, int loff, int lincr, void *rout, int roff, int rincr);
REALTIME_SAFE int fluid_synth_noteon(fluid_synth_t *synth, int chan, int key, int vel);
REALTIME_SAFE int fluid_synth_noteoff(fluid_synth_t *synth, int chan, int key);
REALTIME_SAFE int fluid_synth_cc(fluid_synth_t *synth, int chan, int ctrl, int val);
REALTIME_SAFE int fluid_synth_program_change(fluid_synth_t *synth, int chan, int program);
REALTIME_SAFE int fluid_synth_pitch_bend(fluid_synth_t *synth, int chan, int val);
