#pragma once
#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/log/log.h>
#include <lv2/midi/midi.h>
#include <lv2/options/options.h>
#include <lv2/state/state.h>
#include <lv2/time/time.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))

// A plugin is foreign code: what it does in `run` is its author's affair, so RealtimeSanitizer looks
// away, and the arithmetic flags that it may have changed are put back.
__attribute__((weak)) void __rtsan_disable(void);
__attribute__((weak)) void __rtsan_enable(void);

/// The calling thread, as a number that another can compare.
REALTIME_SAFE static inline uint64_t plugin_thread(void) { return (uint64_t)pthread_self(); }

/// Where a plugin that runs is noted, in a file that outlives the process.
typedef struct {
  volatile uint64_t thread;  ///< The thread that is in the plugin's code, or 0.
  volatile uint8_t signal;   ///< What ended the process while it was there, or 0.
  volatile uint8_t is_making;  ///< Whether the plugin is being made.
  uint8_t reserved[6];
  char uri[496];
} plugin_mark;

typedef struct {
  plugin_mark *marks;
  int count;
} plugin_register;

/// The marks of this process. Swift emits a static variable only where it stands in a function.
static inline plugin_register *plugin_registered(void) {
  static plugin_register registered;
  return &registered;
}

/// Notes in whose code a signal that ends the process was raised.
static inline void plugin_note_crash(int signal, siginfo_t *info, void *context) {
  const uint64_t self = plugin_thread();
  // A watchdog sends SIGABRT to whatever thread: then the plugin that hangs is still marked.
  const int is_sent = info->si_code <= 0 && info->si_code != SI_TKILL;
  for (int index = 0; index < plugin_registered()->count; index++) {
    plugin_mark *mark = plugin_registered()->marks + index;
    if (mark->thread == self || (is_sent && signal == SIGABRT && mark->thread)) {
      mark->signal = (uint8_t)signal;
    }
  }
  // The handler is gone by now. A fault comes again as soon as this returns; what was sent does not.
  if (info->si_code <= 0) raise(signal);
}

/// Keeps note of crashes in `marks`.
static inline void plugin_watch(plugin_mark *marks, int count) {
  *plugin_registered() = (plugin_register){.marks = marks, .count = count};
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESETHAND};
  action.sa_sigaction = plugin_note_crash;
  const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
  for (int index = 0; index < 5; index++) sigaction(signals[index], &action, NULL);
}

/// Runs the plugin for `frames` frames, on the audio thread, and says so in `mark` meanwhile.
REALTIME_SAFE static inline void plugin_run(
    const LV2_Descriptor *descriptor, LV2_Handle handle, uint32_t frames, plugin_mark *mark) {
  mark->thread = plugin_thread();
#if defined(__SSE__)
  const unsigned flags = __builtin_ia32_stmxcsr();
#endif
  if (__rtsan_disable) __rtsan_disable();
  descriptor->run(handle, frames);
  if (__rtsan_enable) __rtsan_enable();
#if defined(__SSE__)
  // The lowest six bits are only what happened, not what shall happen.
  if ((__builtin_ia32_stmxcsr() ^ flags) & ~0x3fu) __builtin_ia32_ldmxcsr(flags);
#endif
  mark->thread = 0;
}

/// Points the plugin's port at memory; LV2 allows it on the audio thread.
REALTIME_SAFE static inline void plugin_connect(
    const LV2_Descriptor *descriptor, LV2_Handle handle, uint32_t port, void *memory) {
  descriptor->connect_port(handle, port, memory);
}

/// Hands the plugin what its worker answered, after `run` on the audio thread.
REALTIME_SAFE static inline void plugin_respond(
    const LV2_Worker_Interface *worker, LV2_Handle handle, uint32_t size, const void *body) {
  if (__rtsan_disable) __rtsan_disable();
  if (worker->work_response) worker->work_response(handle, size, body);
  if (__rtsan_enable) __rtsan_enable();
}

/// Tells the plugin that the block and all answers are over.
REALTIME_SAFE static inline void plugin_end_run(
    const LV2_Worker_Interface *worker, LV2_Handle handle) {
  if (worker->end_run) worker->end_run(handle);
}

// Swift can make no variadic functions. What plugins log goes to standard error, except traces,
// which they may write on the audio thread.
static inline int plugin_vprintf(
    LV2_Log_Handle trace, LV2_URID type, const char *format, va_list arguments) {
  return (uintptr_t)trace == type ? 0 : vfprintf(stderr, format, arguments);
}
__attribute__((format(printf, 3, 4))) static inline int plugin_printf(
    LV2_Log_Handle trace, LV2_URID type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int count = plugin_vprintf(trace, type, format, arguments);
  va_end(arguments);
  return count;
}
static inline void plugin_fill_log(LV2_Log_Log *log, LV2_URID trace) {
  log->handle = (LV2_Log_Handle)(uintptr_t)trace;
  log->printf = plugin_printf;
  log->vprintf = plugin_vprintf;
}
