#pragma once
#include "realtime.h"

// The inner loop of the filters. It is C because Swift cannot compile one function for two
// processors, and a build that runs on every x86-64 may use AVX2 in a single place only.
//
// Where there is fused multiply-add, a product and a sum that stand together below become one. Which
// those are follows from the text alone, so that all processors that have it make the same bits.
#pragma clang fp contract(on)

/// A recursion that reaches four samples further back than a section does.
typedef struct {
  double near[5];
  double far2, far4, back4, back8;
} realtime_ahead;

/// A second-order section, as it is and looking ahead, and what went through it lately.
///
/// What every block needs comes first, within three lines of a cache: a patch of a thousand filters
/// then has room in the cache of one core.
typedef struct {
  /// The oldest first.
  double outputs[8];
  float inputs[8];
  /// Samples still to go through the section as it is, until the past fits its coefficients.
  int lead;
  /// Whether to use AVX2 and fused multiply-add, which must be there.
  _Bool isWide;
  realtime_ahead ahead;
  /// b0, b1, b2, a1 and a2, with a0 = 1.
  double direct[5];
} realtime_section;

typedef float realtime_quad __attribute__((vector_size(16), aligned(4)));
typedef double realtime_group __attribute__((vector_size(32), aligned(8)));

// Of numbers and of vectors alike. What comes last is added last, and so waited for the shortest.

/// What an input and the four before it come to.
#define REALTIME_SECTION_NEAR(c, x0, x1, x2, x3, x4)                            \
  (((x2) * (c).near[2] + ((x0) * (c).near[0] + (x4) * (c).near[4])) +           \
   ((x1) * (c).near[1] + (x3) * (c).near[3]))

/// The output, of that for the same sample and for those two and four before, and of earlier outputs.
#define REALTIME_SECTION_OUTPUT(c, w0, w2, w4, y4, y8)                          \
  (((((w4) * (c).far4 + (w0)) - (w2) * (c).far2) - (y8) * (c).back8) -          \
   (y4) * (c).back4)

__attribute__((always_inline)) REALTIME_SAFE static inline double realtime_section_step(
    const realtime_section *section, double x0) {
  const double *b = section->direct, *y = section->outputs;
  double x[8];
  for (int age = 0; age < 8; age++) x[age] = section->inputs[age];
  if (section->lead > 0)
    return (x0 * b[0] + (x[7] * b[1] + x[6] * b[2])) - (y[7] * b[3] + y[6] * b[4]);
  realtime_ahead c = section->ahead;
  double w0 = REALTIME_SECTION_NEAR(c, x0, x[7], x[6], x[5], x[4]);
  double w2 = REALTIME_SECTION_NEAR(c, x[6], x[5], x[4], x[3], x[2]);
  double w4 = REALTIME_SECTION_NEAR(c, x[4], x[3], x[2], x[1], x[0]);
  return REALTIME_SECTION_OUTPUT(c, w0, w2, w4, y[4], y[0]);
}

/// Sample by sample.
__attribute__((always_inline)) REALTIME_SAFE static inline void realtime_section_slow(
    realtime_section *section, const float *in, float *out, long count) {
  for (long frame = 0; frame < count; frame++) {
    float input = in[frame];
    double output = realtime_section_step(section, input);
    for (int age = 0; age < 7; age++) {
      section->inputs[age] = section->inputs[age + 1];
      section->outputs[age] = section->outputs[age + 1];
    }
    section->inputs[7] = input;
    section->outputs[7] = output;
    section->lead -= section->lead > 0;
    out[frame] = (float)output;
  }
}

/// Four samples at a time, each by the same sums as in `realtime_section_step`, to the last bit.
///
/// `x0` are the newest inputs and `x1` to `x8` those of one to eight samples earlier; so with `w` and `y`.
__attribute__((always_inline)) REALTIME_SAFE static inline void realtime_section_groups(
    realtime_section *section, const float *in, float *out, long count) {
  // A copy, since what is written to `out` might as well be coefficients.
  realtime_ahead c = section->ahead;
  realtime_quad oldest = *(realtime_quad *)section->inputs;
  realtime_quad latest = *(realtime_quad *)(section->inputs + 4);
  realtime_group x8 = __builtin_convertvector(oldest, realtime_group);
  realtime_group x4 = __builtin_convertvector(latest, realtime_group);
  realtime_group x7 = __builtin_shufflevector(x8, x4, 1, 2, 3, 4);
  realtime_group x6 = __builtin_shufflevector(x8, x4, 2, 3, 4, 5);
  realtime_group x5 = __builtin_shufflevector(x8, x4, 3, 4, 5, 6);
  realtime_group w4 = REALTIME_SECTION_NEAR(c, x4, x5, x6, x7, x8);
  realtime_group y8 = *(realtime_group *)section->outputs;
  realtime_group y4 = *(realtime_group *)(section->outputs + 4);
  for (long frame = 0; frame < count; frame += 4) {
    realtime_quad input = *(const realtime_quad *)(in + frame);
    realtime_group x0 = __builtin_convertvector(input, realtime_group);
    realtime_group x2 = __builtin_shufflevector(x4, x0, 2, 3, 4, 5);
    realtime_group x1 = __builtin_shufflevector(x2, x0, 1, 4, 3, 6);
    realtime_group x3 = __builtin_shufflevector(x4, x2, 1, 4, 3, 6);
    realtime_group w0 = REALTIME_SECTION_NEAR(c, x0, x1, x2, x3, x4);
    realtime_group w2 = __builtin_shufflevector(w4, w0, 2, 3, 4, 5);
    realtime_group y0 = REALTIME_SECTION_OUTPUT(c, w0, w2, w4, y4, y8);
    *(realtime_quad *)(out + frame) = __builtin_convertvector(y0, realtime_quad);
    oldest = latest, latest = input, x4 = x0, w4 = w0, y8 = y4, y4 = y0;
  }
  *(realtime_quad *)section->inputs = oldest, *(realtime_quad *)(section->inputs + 4) = latest;
  *(realtime_group *)section->outputs = y8, *(realtime_group *)(section->outputs + 4) = y4;
}

__attribute__((always_inline)) REALTIME_SAFE static inline void realtime_section_run(
    realtime_section *section, const float *in, float *out, long count) {
  long lead = section->lead < count ? section->lead : count, groups = (count - lead) & ~3l;
  realtime_section_slow(section, in, out, lead);
  if (groups > 0) realtime_section_groups(section, in + lead, out + lead, groups);
  lead += groups;
  realtime_section_slow(section, in + lead, out + lead, count - lead);
}

REALTIME_SAFE static inline void realtime_section_narrow(
    realtime_section *section, const float *in, float *out, long count) {
  realtime_section_run(section, in, out, count);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) REALTIME_SAFE static inline void realtime_section_wide(
    realtime_section *section, const float *in, float *out, long count) {
  realtime_section_run(section, in, out, count);
}
static inline _Bool realtime_is_wide(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#else
#define realtime_section_wide realtime_section_narrow
static inline _Bool realtime_is_wide(void) { return 0; }
#endif

/// Filters `count` samples; `in` and `out` may be the same.
REALTIME_SAFE static inline void realtime_section_filter(
    realtime_section *section, const float *in, float *out, long count) {
  if (section->isWide) realtime_section_wide(section, in, out, count);
  else realtime_section_narrow(section, in, out, count);
}
