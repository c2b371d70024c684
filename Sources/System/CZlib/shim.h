// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

/* inflateInit2 and deflateInit2 are macros: 15 + 32 reads gzip or zlib by itself, 15 + 16 writes gzip. */
static inline int bitext_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
static inline int bitext_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
