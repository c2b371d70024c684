// SPDX-License-Identifier: Apache-2.0
#ifndef BITEXT_CSIMDJSON_H
#define BITEXT_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser and the tape of the document it parsed last. One thread at a time.
typedef struct bitext_json_parser bitext_json_parser;

/// What stands at a place of the tape.
typedef enum : uint8_t {
  BITEXT_JSON_NULL,
  BITEXT_JSON_FALSE,
  BITEXT_JSON_TRUE,
  BITEXT_JSON_INTEGER,
  BITEXT_JSON_NUMBER,
  BITEXT_JSON_STRING,
  BITEXT_JSON_ARRAY,
  BITEXT_JSON_OBJECT,
} bitext_json_kind;

/// One value, or one key of an object, in document order. `count` is the number of bytes of a
/// string, of elements of an array, of members of an object; `after` is the tape index after the
/// value and all it holds.
typedef struct {
  bitext_json_kind kind;
  uint32_t after;
  size_t count;
  union {
    int64_t integer;
    double number;
    const uint8_t *string;
  } value;
} bitext_json_token;

bitext_json_parser *bitext_json_open(void);
void bitext_json_close(bitext_json_parser *parser);

/// Parses one document. Returns NULL, or a message that lives for ever. The tape is valid until
/// the next call.
const char *bitext_json_parse(bitext_json_parser *parser, const uint8_t *bytes, size_t count);
const bitext_json_token *bitext_json_tape(const bitext_json_parser *parser, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
