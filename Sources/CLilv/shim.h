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
#include <stdio.h>
#include <string.h>

#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))

// A plugin is foreign code: what it does in `run` is its author's affair, so RealtimeSanitizer looks
// away, and the arithmetic flags that it may have changed are put back.
__attribute__((weak)) void __rtsan_disable(void);
__attribute__((weak)) void __rtsan_enable(void);

/// Runs the plugin for `frames` frames, on the audio thread.
REALTIME_SAFE static inline void plugin_run(
    const LV2_Descriptor *descriptor, LV2_Handle handle, uint32_t frames) {
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

/// The calling thread, as a number that another can compare.
REALTIME_SAFE static inline uint64_t plugin_thread(void) { return (uint64_t)pthread_self(); }

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
