#pragma once
#include <alsa/asoundlib.h>

static inline void alsa_say_nothing(const char *file, int line, const char *function, int error,
                                    const char *format, ...) {
  (void)file, (void)line, (void)function, (void)error, (void)format;
}

/// Keeps libasound from writing to standard error: what matters of it, we say ourselves.
static inline void alsa_keep_quiet(void) { snd_lib_error_set_handler(alsa_say_nothing); }
