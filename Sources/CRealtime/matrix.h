#pragma once
#include "section.h"

// A few rows of numbers times a matrix. It is C for the same reason as the filters are: one function for two
// processors. What is rounded how depends on whether there is fused multiply-add.
#pragma clang fp contract(on)

/// Rows that are multiplied together, and columns of a panel of the matrix.
#define REALTIME_MATRIX_ROWS 6
#define REALTIME_MATRIX_COLUMNS 16

typedef float realtime_octet __attribute__((vector_size(32), aligned(4)));

/// Multiplies six rows of `count` values with as many rows of a panel, of which it takes `octets` times eight
/// columns: as many sums as there are registers for.
__attribute__((always_inline)) static inline void realtime_matrix_part(
    const float *in, long inStride, const float *panel, long count, const float *bias, float *out,
    long outStride, const int octets) {
  realtime_octet sums[REALTIME_MATRIX_ROWS][2];
#pragma clang loop unroll(full)
  for (int row = 0; row < REALTIME_MATRIX_ROWS; row++)
    for (int octet = 0; octet < octets; octet++)
      sums[row][octet] = *(const realtime_octet *)(bias + 8 * octet);
  for (long index = 0; index < count; index++, panel += REALTIME_MATRIX_COLUMNS) {
#pragma clang loop unroll(full)
    for (int row = 0; row < REALTIME_MATRIX_ROWS; row++) {
      float value = in[row * inStride + index];
      for (int octet = 0; octet < octets; octet++)
        sums[row][octet] += *(const realtime_octet *)(panel + 8 * octet) * value;
    }
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < REALTIME_MATRIX_ROWS; row++)
    for (int octet = 0; octet < octets; octet++)
      *(realtime_octet *)(out + row * outStride + 8 * octet) = sums[row][octet];
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static inline void realtime_matrix_wide(
    const float *in, long inStride, const float *panel, long count, const float *bias, float *out,
    long outStride) {
  realtime_matrix_part(in, inStride, panel, count, bias, out, outStride, 2);
}
#else
#define realtime_matrix_wide realtime_matrix_narrow
#endif

static inline void realtime_matrix_narrow(
    const float *in, long inStride, const float *panel, long count, const float *bias, float *out,
    long outStride) {
  for (int half = 0; half < REALTIME_MATRIX_COLUMNS; half += 8)
    realtime_matrix_part(
        in, inStride, panel + half, count, bias + half, out + half, outStride, 1);
}

/// Writes `bias` and the product of six rows of `count` values with a panel, sixteen columns a value, to as
/// many rows of sixteen; rows are `inStride` and `outStride` values apart. `isWide` lets it use AVX2 and
/// fused multiply-add, which must be there.
static inline void realtime_matrix_multiply(
    const float *in, long inStride, const float *panel, long count, const float *bias, float *out,
    long outStride, _Bool isWide) {
  if (isWide) realtime_matrix_wide(in, inStride, panel, count, bias, out, outStride);
  else realtime_matrix_narrow(in, inStride, panel, count, bias, out, outStride);
}
