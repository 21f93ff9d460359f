#pragma once
#include "matrix.h"

// Sums over many samples, eight at a time; C for the same reason as the other inner loops.
#pragma clang fp contract(on)

__attribute__((always_inline)) static inline float realtime_octet_sum(realtime_octet x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

/// Where `from` and `kernel` begin, `taps`, a multiple of eight, products are summed to an output.
__attribute__((always_inline)) static inline void realtime_decimate_part(
    const float *from, long factor, const float *kernel, long taps, float *out, long count) {
  for (long index = 0; index < count; index++, from += factor) {
    realtime_octet sum = {0};
    for (long tap = 0; tap < taps; tap += 8)
      sum += *(const realtime_octet *)(from + tap) * *(const realtime_octet *)(kernel + tap);
    out[index] = realtime_octet_sum(sum);
  }
}

/// Turns `phasor`, eight cosines and eight sines, by `cosine` and `sine` a step, and writes what each of its two
/// parts comes to with the first and with the second of the pairs of octets at `lanes`.
__attribute__((always_inline)) static inline void realtime_turning_part(
    const float *lanes, long count, const float *phasor, float cosine, float sine, float *out) {
  realtime_octet real = *(const realtime_octet *)phasor;
  realtime_octet imaginary = *(const realtime_octet *)(phasor + 8);
  realtime_octet sums[4] = {{0}};
  for (long index = 0; index < count; index++, lanes += 16) {
    realtime_octet first = *(const realtime_octet *)lanes;
    realtime_octet second = *(const realtime_octet *)(lanes + 8);
    sums[0] += first * real;
    sums[1] += first * imaginary;
    sums[2] += second * real;
    sums[3] += second * imaginary;
    realtime_octet next = real * cosine - imaginary * sine;
    imaginary = real * sine + imaginary * cosine;
    real = next;
  }
  for (int index = 0; index < 4; index++) out[index] = realtime_octet_sum(sums[index]);
}

__attribute__((always_inline)) static inline void realtime_accumulate_part(
    float *sums, const float *values, float factor, long count) {
  for (long index = 0; index < count; index += 8)
    *(realtime_octet *)(sums + index) += *(const realtime_octet *)(values + index) * factor;
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static inline void realtime_accumulate_wide(
    float *sums, const float *values, float factor, long count) {
  realtime_accumulate_part(sums, values, factor, count);
}
__attribute__((target("avx2,fma"))) static inline void realtime_decimate_wide(
    const float *from, long factor, const float *kernel, long taps, float *out, long count) {
  realtime_decimate_part(from, factor, kernel, taps, out, count);
}
__attribute__((target("avx2,fma"))) static inline void realtime_turning_wide(
    const float *lanes, long count, const float *phasor, float cosine, float sine, float *out) {
  realtime_turning_part(lanes, count, phasor, cosine, sine, out);
}
#else
#define realtime_accumulate_wide realtime_accumulate_part
#define realtime_decimate_wide realtime_decimate_part
#define realtime_turning_wide realtime_turning_part
#endif

/// Writes `count` outputs, each the sum of `taps` products, a multiple of eight, of `kernel` with what lies at `from`,
/// which moves on by `factor` an output. `isWide` lets it use AVX2 and fused multiply-add, which must be there.
static inline void realtime_decimate(
    const float *from, long factor, const float *kernel, long taps, float *out, long count,
    _Bool isWide) {
  if (isWide) realtime_decimate_wide(from, factor, kernel, taps, out, count);
  else realtime_decimate_part(from, factor, kernel, taps, out, count);
}

/// Of `count` pairs of octets at `lanes`, sums what the first and the second of each pair come to with the cosines
/// of `phasor`, eight cosines and eight sines, and with its sines: first and cosine, first and sine, then the
/// second. From pair to pair `phasor` turns by the angle of `cosine` and `sine`. `isWide` as above.
static inline void realtime_turning_sums(
    const float *lanes, long count, const float *phasor, float cosine, float sine, float *out,
    _Bool isWide) {
  if (isWide) realtime_turning_wide(lanes, count, phasor, cosine, sine, out);
  else realtime_turning_part(lanes, count, phasor, cosine, sine, out);
}

/// Adds `factor` times each of `count` values, a multiple of eight, to as many sums. `isWide` as above.
static inline void realtime_accumulate(
    float *sums, const float *values, float factor, long count, _Bool isWide) {
  if (isWide) realtime_accumulate_wide(sums, values, factor, count);
  else realtime_accumulate_part(sums, values, factor, count);
}
