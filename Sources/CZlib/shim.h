#pragma once
#include <zlib.h>

/// Prepares `stream` for data that has neither a head nor a checksum, as in archives; `inflateInit2` is a macro.
static inline int zlib_begin(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
