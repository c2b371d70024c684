// SPDX-License-Identifier: Apache-2.0

// The part of ICU that BitextText calls, in plain integer types and opaque structures: no header of ICU is visible to
// Swift, because ICU renames its functions by macro and Foundation carries another ICU.

#ifndef CICUSHIM_H
#define CICUSHIM_H

#include <stdint.h>

/// A break iterator with its text; one thread at a time.
typedef struct cicu_breaker cicu_breaker;

enum { CICU_WORD = 1, CICU_SENTENCE = 3 };

/// Compiles break rules in UTF-8; null and an ICU error code on failure.
cicu_breaker *cicu_breaker_open_rules(const uint8_t *rules, int32_t length, int32_t *error);
/// Opens ICU's own word or sentence breaker of a locale.
cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *error);
/// A second iterator over the same compiled rules, without a text.
cicu_breaker *cicu_breaker_clone(const cicu_breaker *breaker, int32_t *error);
void cicu_breaker_close(cicu_breaker *breaker);
/// Begins a UTF-8 text, which the caller keeps alive and unchanged until the next call; returns an ICU error code.
int32_t cicu_breaker_set_text(cicu_breaker *breaker, const uint8_t *text, int64_t length);
/// Writes up to `capacity` further ends (byte offsets) and, unless null, their rule status; returns how many.
int32_t cicu_breaker_next(
  cicu_breaker *breaker, int32_t *ends, int32_t *statuses, int32_t capacity);

/// The first place of a byte, or -1.
int64_t cicu_find_byte(const uint8_t *text, int64_t length, uint8_t byte);

enum { CICU_NFC = 0, CICU_NFKC = 1 };

/// Normalises UTF-8; ill-formed bytes become U+FFFD. Returns the length needed, or a negative ICU error code.
/// Writes nothing when `capacity` is too small. `*changed` is 0 when the text was normal already (nothing is written).
int64_t cicu_normalize(
  int32_t form, const uint8_t *text, int64_t length, uint8_t *output, int64_t capacity,
  int32_t *changed);

/// A streaming converter from an encoding to UTF-8.
typedef struct cicu_converter cicu_converter;

cicu_converter *cicu_converter_open(const char *name, int32_t *error);
void cicu_converter_close(cicu_converter *converter);
/// Converts a chunk. `*consumed` and the result count bytes; call again while `*more` is 1. Ill-formed sequences become
/// U+FFFD and are added to `*invalid`. `flush` marks the last chunk.
int64_t cicu_converter_decode(
  cicu_converter *converter, const uint8_t *input, int64_t length, int64_t *consumed,
  uint8_t *output, int64_t capacity, int32_t flush, int32_t *more, int64_t *invalid);

/// ICU's guess among encodings: writes names, a null byte after each, and confidences 0...100; returns how many.
int32_t cicu_detect(
  const uint8_t *text, int32_t length, char *names, int32_t name_capacity, int32_t *confidences,
  int32_t capacity);

/// Transliterates a UTF-8 text by the id of a transliterator, for tests and generators; length or -1.
int64_t cicu_transliterate(
  const char *id, const uint8_t *text, int64_t length, uint8_t *output, int64_t capacity);

/// ICU's version as in "72.1".
const char *cicu_version(void);

#endif
