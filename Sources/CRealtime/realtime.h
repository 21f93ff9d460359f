#pragma once
#include <math.h>
#include <stdint.h>
#include <time.h>

/// Vouches to Swift's `@_noLocks` check that a C function neither locks nor allocates.
#define REALTIME_SAFE __attribute__((swift_attr("@_noLocks")))

// RealtimeSanitizer's entry points, weak so that ordinary builds need no runtime.
__attribute__((weak)) void __rtsan_realtime_enter(void);
__attribute__((weak)) void __rtsan_realtime_exit(void);

REALTIME_SAFE static inline void realtime_enter(void) {
  if (__rtsan_realtime_enter) __rtsan_realtime_enter();
}
REALTIME_SAFE static inline void realtime_exit(void) {
  if (__rtsan_realtime_exit) __rtsan_realtime_exit();
}

REALTIME_SAFE static inline float realtime_sqrt(float x) { return __builtin_sqrtf(x); }
REALTIME_SAFE static inline double realtime_floor(double x) { return __builtin_floor(x); }
REALTIME_SAFE float realtime_exp(float x) __asm__("expf");
REALTIME_SAFE float realtime_exp2(float x) __asm__("exp2f");
REALTIME_SAFE float realtime_log(float x) __asm__("logf");
REALTIME_SAFE float realtime_log2(float x) __asm__("log2f");
REALTIME_SAFE float realtime_log10(float x) __asm__("log10f");
REALTIME_SAFE float realtime_pow(float x, float y) __asm__("powf");
REALTIME_SAFE float realtime_sin(float x) __asm__("sinf");
REALTIME_SAFE float realtime_cos(float x) __asm__("cosf");
REALTIME_SAFE float realtime_tan(float x) __asm__("tanf");
REALTIME_SAFE float realtime_tanh(float x) __asm__("tanhf");

/// The monotonic clock in nanoseconds; a vDSO read, no system call.
REALTIME_SAFE static inline int64_t realtime_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// A counter that runs steadily and that reading costs 10 ns, where the clock costs 25.
REALTIME_SAFE static inline uint64_t realtime_counter(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t count;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(count));
  return count;
#else
  return (uint64_t)realtime_nanoseconds();
#endif
}

/// Whether the counter runs at one speed whatever the processor does.
static inline int realtime_has_steady_counter(void) {
#if defined(__x86_64__)
  uint32_t eax = 0x80000007, ebx, ecx = 0, edx;
  __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
  return edx >> 8 & 1;
#else
  return 1;
#endif
}

/// Tells the processor that this thread spins.
REALTIME_SAFE static inline void realtime_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Makes this thread's arithmetic treat denormals as zero.
REALTIME_SAFE static inline void realtime_flush_denormals(void) {
#if defined(__SSE__)
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040);  // FTZ | DAZ
#elif defined(__aarch64__)
  unsigned long fpcr;
  __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
  __asm__ volatile("msr fpcr, %0" ::"r"(fpcr | 1ul << 24));
#endif
}

/// How this thread's arithmetic is set, denormals among the rest.
static inline unsigned long realtime_arithmetic(void) {
#if defined(__SSE__)
  return __builtin_ia32_stmxcsr();
#elif defined(__aarch64__)
  unsigned long fpcr;
  __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
  return fpcr;
#else
  return 0;
#endif
}

/// Sets this thread's arithmetic to what it was when realtime_arithmetic gave `mode`.
static inline void realtime_set_arithmetic(unsigned long mode) {
#if defined(__SSE__)
  __builtin_ia32_ldmxcsr((unsigned)mode);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" ::"r"(mode));
#endif
}

// The linker's bounds of the section in which every node file leaves its registration.
typedef void (*realtime_registration)(void *registry);
extern const realtime_registration __start_strumd_kinds __attribute__((weak));
extern const realtime_registration __stop_strumd_kinds __attribute__((weak));

static inline long registration_count(void) {
  return &__stop_strumd_kinds - &__start_strumd_kinds;
}
static inline void registration_run(long index, void *registry) {
  (&__start_strumd_kinds)[index](registry);
}
