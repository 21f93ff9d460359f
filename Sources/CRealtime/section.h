#pragma once
#include "realtime.h"

// The inner loop of the filters. It is C because Swift cannot compile one function for two
// processors, and a build that runs on every x86-64 may use AVX2 in a single place only.
#pragma clang fp contract(off)

/// A second-order section, as it is and with a recursion that reaches four samples further back.
typedef struct {
  /// b0, b1, b2, a1 and a2, with a0 = 1.
  double direct[5];
  double ahead[9];
  double back4, back8;
} realtime_section;

/// What went through a section lately, the oldest first.
typedef struct {
  double inputs[8];
  double outputs[8];
  /// Samples still to go through the section as it is, until the past fits its coefficients.
  long lead;
} realtime_history;

typedef float realtime_quad __attribute__((vector_size(16), aligned(4)));
typedef double realtime_group __attribute__((vector_size(32), aligned(8)));

REALTIME_SAFE static inline double realtime_section_step(
    const realtime_section *section, const realtime_history *past, double x0) {
  const double *b = section->direct, *t = section->ahead, *x = past->inputs, *y = past->outputs;
  if (past->lead > 0)
    return (x0 * b[0] + x[7] * b[1] + x[6] * b[2]) - (y[7] * b[3] + y[6] * b[4]);
  double old = ((x[4] * t[4] + x[3] * t[5]) + (x[2] * t[6] + x[1] * t[7])) +
               (x[0] * t[8] - y[0] * section->back8);
  return (((x0 * t[0] + x[7] * t[1]) + (x[6] * t[2] + x[5] * t[3])) + old) - y[4] * section->back4;
}

REALTIME_SAFE static inline void realtime_section_slow(
    const realtime_section *section, realtime_history *past, const float *in, float *out,
    long count) {
  for (long frame = 0; frame < count; frame++) {
    double input = in[frame], output = realtime_section_step(section, past, input);
    for (int age = 0; age < 7; age++) {
      past->inputs[age] = past->inputs[age + 1];
      past->outputs[age] = past->outputs[age + 1];
    }
    past->inputs[7] = input;
    past->outputs[7] = output;
    past->lead -= past->lead > 0;
    out[frame] = (float)output;
  }
}

/// Four samples at a time, each by the same sum as in `realtime_section_step`, to the last bit.
///
/// `x0` are the newest inputs and `x1` to `x8` those of one to eight samples earlier.
__attribute__((always_inline)) REALTIME_SAFE static inline void realtime_section_groups(
    const realtime_section *section, realtime_history *past, const float *in, float *out,
    long count) {
  const double *t = section->ahead;
  realtime_group x8 = *(realtime_group *)past->inputs, x4 = *(realtime_group *)(past->inputs + 4);
  realtime_group y8 = *(realtime_group *)past->outputs, y4 = *(realtime_group *)(past->outputs + 4);
  realtime_group x7 = __builtin_shufflevector(x8, x4, 1, 2, 3, 4);
  realtime_group x6 = __builtin_shufflevector(x8, x4, 2, 3, 4, 5);
  realtime_group x5 = __builtin_shufflevector(x8, x4, 3, 4, 5, 6);
  for (long frame = 0; frame < count; frame += 4) {
    realtime_group x0 = __builtin_convertvector(*(const realtime_quad *)(in + frame), realtime_group);
    realtime_group x2 = __builtin_shufflevector(x4, x0, 2, 3, 4, 5);
    realtime_group x1 = __builtin_shufflevector(x2, x0, 1, 4, 3, 6);
    realtime_group x3 = __builtin_shufflevector(x4, x2, 1, 4, 3, 6);
    realtime_group old = ((x4 * t[4] + x5 * t[5]) + (x6 * t[6] + x7 * t[7])) +
                         (x8 * t[8] - y8 * section->back8);
    realtime_group y0 =
        (((x0 * t[0] + x1 * t[1]) + (x2 * t[2] + x3 * t[3])) + old) - y4 * section->back4;
    *(realtime_quad *)(out + frame) = __builtin_convertvector(y0, realtime_quad);
    x8 = x4, x7 = x3, x6 = x2, x5 = x1, x4 = x0, y8 = y4, y4 = y0;
  }
  *(realtime_group *)past->inputs = x8, *(realtime_group *)(past->inputs + 4) = x4;
  *(realtime_group *)past->outputs = y8, *(realtime_group *)(past->outputs + 4) = y4;
}

REALTIME_SAFE static inline void realtime_section_narrow(
    const realtime_section *section, realtime_history *past, const float *in, float *out,
    long count) {
  realtime_section_groups(section, past, in, out, count);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) REALTIME_SAFE static inline void realtime_section_wide(
    const realtime_section *section, realtime_history *past, const float *in, float *out,
    long count) {
  realtime_section_groups(section, past, in, out, count);
}
static inline _Bool realtime_is_wide(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2");
}
#else
#define realtime_section_wide realtime_section_narrow
static inline _Bool realtime_is_wide(void) { return 0; }
#endif

/// Filters `count` samples, with AVX2 where `isWide`; `in` and `out` may be the same.
REALTIME_SAFE static inline void realtime_section_filter(
    const realtime_section *section, realtime_history *past, const float *in, float *out,
    long count, _Bool isWide) {
  long lead = past->lead < count ? past->lead : count, groups = (count - lead) & ~3l;
  realtime_section_slow(section, past, in, out, lead);
  if (groups > 0 && isWide) realtime_section_wide(section, past, in + lead, out + lead, groups);
  else if (groups > 0) realtime_section_narrow(section, past, in + lead, out + lead, groups);
  lead += groups;
  realtime_section_slow(section, past, in + lead, out + lead, count - lead);
}
