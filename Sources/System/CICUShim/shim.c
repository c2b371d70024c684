// SPDX-License-Identifier: Apache-2.0

#include "CICUShim.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

struct cicu_breaker {
  UBreakIterator *iterator;
  UText text;
};

static const UText empty_text = UTEXT_INITIALIZER;

static cicu_breaker *wrap(UBreakIterator *iterator, UErrorCode code, int32_t *error) {
  *error = code;
  if (U_FAILURE(code)) {
    if (iterator) ubrk_close(iterator);
    return NULL;
  }
  cicu_breaker *breaker = malloc(sizeof *breaker);
  if (!breaker) {
    ubrk_close(iterator);
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  breaker->iterator = iterator;
  breaker->text = empty_text;
  return breaker;
}

cicu_breaker *cicu_breaker_open_rules(const uint8_t *rules, int32_t length, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UChar *wide = malloc(sizeof(UChar) * ((size_t)length + 1));
  if (!wide) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  int32_t count = 0;
  u_strFromUTF8(wide, length + 1, &count, (const char *)rules, length, &code);
  UParseError place;
  UBreakIterator *iterator = ubrk_openRules(wide, count, NULL, 0, &place, &code);
  free(wide);
  return wrap(iterator, code, error);
}

cicu_breaker *cicu_breaker_open(int32_t kind, const char *locale, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open((UBreakIteratorType)kind, locale, NULL, 0, &code);
  return wrap(iterator, code, error);
}

cicu_breaker *cicu_breaker_clone(const cicu_breaker *breaker, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_clone(breaker->iterator, &code);
  return wrap(iterator, code, error);
}

void cicu_breaker_close(cicu_breaker *breaker) {
  ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
  free(breaker);
}

int32_t cicu_breaker_set_text(cicu_breaker *breaker, const uint8_t *text, int64_t length) {
  UErrorCode code = U_ZERO_ERROR;
  utext_openUTF8(&breaker->text, (const char *)text, length, &code);
  ubrk_setUText(breaker->iterator, &breaker->text, &code);
  return U_FAILURE(code) ? code : 0;
}

int32_t cicu_breaker_next(
  cicu_breaker *breaker, int32_t *ends, int32_t *statuses, int32_t capacity) {
  UBreakIterator *iterator = breaker->iterator;
  int32_t count = 0;
  while (count < capacity) {
    int32_t end = ubrk_next(iterator);
    if (end == UBRK_DONE) break;
    ends[count] = end;
    if (statuses) statuses[count] = ubrk_getRuleStatus(iterator);
    count += 1;
  }
  return count;
}

int64_t cicu_find_byte(const uint8_t *text, int64_t length, uint8_t byte) {
  if (length <= 0) return -1;
  const uint8_t *place = memchr(text, byte, (size_t)length);
  return place ? place - text : -1;
}

int64_t cicu_normalize(
  int32_t form, const uint8_t *text, int64_t length, uint8_t *output, int64_t capacity,
  int32_t *changed) {
  UErrorCode code = U_ZERO_ERROR;
  *changed = 0;
  const UNormalizer2 *normalizer =
    form == CICU_NFKC ? unorm2_getNFKCInstance(&code) : unorm2_getNFCInstance(&code);
  if (U_FAILURE(code)) return -(int64_t)code;
  if (length > INT32_MAX / 4) return -(int64_t)U_INDEX_OUTOFBOUNDS_ERROR;
  UChar *wide = malloc(sizeof(UChar) * ((size_t)length + 1));
  if (!wide) return -(int64_t)U_MEMORY_ALLOCATION_ERROR;
  int32_t count = 0, substitutions = 0;
  u_strFromUTF8WithSub(
    wide, (int32_t)length + 1, &count, (const char *)text, (int32_t)length, 0xFFFD, &substitutions,
    &code);
  int32_t normal = U_SUCCESS(code) ? unorm2_spanQuickCheckYes(normalizer, wide, count, &code) : 0;
  if (U_SUCCESS(code) && normal == count && substitutions == 0) {
    free(wide);
    return length;
  }
  // The part that is normal already is kept; the rest is appended to it.
  int32_t room = count * 2 + 64, size = 0;
  UChar *result = NULL;
  for (;;) {
    UChar *grown = realloc(result, sizeof(UChar) * (size_t)room);
    if (!grown) {
      code = U_MEMORY_ALLOCATION_ERROR;
      break;
    }
    result = grown;
    memcpy(result, wide, sizeof(UChar) * (size_t)normal);
    code = U_ZERO_ERROR;
    size = unorm2_normalizeSecondAndAppend(
      normalizer, result, normal, room, wide + normal, count - normal, &code);
    if (code != U_BUFFER_OVERFLOW_ERROR) break;
    room = size + 64;
  }
  int64_t needed = -(int64_t)code;
  if (U_SUCCESS(code)) {
    *changed = substitutions > 0 || size != count
      || memcmp(result, wide, sizeof(UChar) * (size_t)size) != 0;
    if (!*changed) {
      needed = length;
    } else {
      int32_t bytes = 0;
      code = U_ZERO_ERROR;
      int32_t limit = capacity > INT32_MAX ? INT32_MAX : (int32_t)capacity;
      u_strToUTF8((char *)output, limit, &bytes, result, size, &code);
      needed = U_SUCCESS(code) || code == U_BUFFER_OVERFLOW_ERROR ? bytes : -(int64_t)code;
    }
  }
  free(result);
  free(wide);
  return needed;
}

struct cicu_converter {
  UConverter *source;
  UConverter *utf8;
  UChar pivot[1024];
  UChar *pivot_source;
  UChar *pivot_target;
  int32_t fresh;
  int64_t invalid;
};

static void substitute(
  const void *context, UConverterToUnicodeArgs *arguments, const char *units, int32_t length,
  UConverterCallbackReason reason, UErrorCode *code) {
  (void)units;
  (void)length;
  if (reason > UCNV_IRREGULAR) return;
  struct cicu_converter *converter = (struct cicu_converter *)context;
  converter->invalid += 1;
  static const UChar replacement = 0xFFFD;
  *code = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, code);
}

cicu_converter *cicu_converter_open(const char *name, int32_t *error) {
  UErrorCode code = U_ZERO_ERROR;
  cicu_converter *converter = calloc(1, sizeof *converter);
  if (!converter) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  converter->source = ucnv_open(name, &code);
  converter->utf8 = ucnv_open("UTF-8", &code);
  if (U_SUCCESS(code)) {
    ucnv_setToUCallBack(converter->source, substitute, converter, NULL, NULL, &code);
  }
  *error = code;
  if (U_FAILURE(code)) {
    cicu_converter_close(converter);
    return NULL;
  }
  converter->pivot_source = converter->pivot_target = converter->pivot;
  converter->fresh = 1;
  return converter;
}

void cicu_converter_close(cicu_converter *converter) {
  if (converter->source) ucnv_close(converter->source);
  if (converter->utf8) ucnv_close(converter->utf8);
  free(converter);
}

int64_t cicu_converter_decode(
  cicu_converter *converter, const uint8_t *input, int64_t length, int64_t *consumed,
  uint8_t *output, int64_t capacity, int32_t flush, int32_t *more, int64_t *invalid) {
  UErrorCode code = U_ZERO_ERROR;
  char *target = (char *)output;
  const char *source = (const char *)input;
  converter->invalid = 0;
  ucnv_convertEx(
    converter->utf8, converter->source, &target, (char *)output + capacity, &source,
    (const char *)input + length, converter->pivot, &converter->pivot_source,
    &converter->pivot_target, converter->pivot + 1024, (UBool)converter->fresh, (UBool)flush,
    &code);
  converter->fresh = 0;
  *consumed = source - (const char *)input;
  *more = code == U_BUFFER_OVERFLOW_ERROR;
  *invalid += converter->invalid;
  if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR) return -(int64_t)code;
  return target - (char *)output;
}

int32_t cicu_detect(
  const uint8_t *text, int32_t length, char *names, int32_t name_capacity, int32_t *confidences,
  int32_t capacity) {
  UErrorCode code = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&code);
  if (U_FAILURE(code)) return 0;
  ucsdet_setText(detector, (const char *)text, length, &code);
  int32_t found = 0, written = 0, used = 0;
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &code);
  for (int32_t index = 0; U_SUCCESS(code) && index < found && written < capacity; index++) {
    const char *name = ucsdet_getName(matches[index], &code);
    int32_t confidence = ucsdet_getConfidence(matches[index], &code);
    if (U_FAILURE(code)) break;
    int32_t size = (int32_t)strlen(name) + 1;
    if (used + size > name_capacity) break;
    memcpy(names + used, name, (size_t)size);
    used += size;
    confidences[written++] = confidence;
  }
  ucsdet_close(detector);
  return written;
}

int64_t cicu_transliterate(
  const char *id, const uint8_t *text, int64_t length, uint8_t *output, int64_t capacity) {
  UErrorCode code = U_ZERO_ERROR;
  UChar name[64];
  int32_t name_length = 0;
  u_strFromUTF8(name, 64, &name_length, id, -1, &code);
  UTransliterator *transliterator =
    utrans_openU(name, name_length, UTRANS_FORWARD, NULL, 0, NULL, &code);
  if (U_FAILURE(code)) return -1;
  int32_t room = (int32_t)length * 2 + 64, count = 0, bytes = 0;
  UChar *wide = malloc(sizeof(UChar) * (size_t)room);
  if (!wide) {
    utrans_close(transliterator);
    return -1;
  }
  u_strFromUTF8(wide, room, &count, (const char *)text, (int32_t)length, &code);
  int32_t limit = count;
  utrans_transUChars(transliterator, wide, &count, room, 0, &limit, &code);
  u_strToUTF8((char *)output, (int32_t)capacity, &bytes, wide, count, &code);
  free(wide);
  utrans_close(transliterator);
  return U_SUCCESS(code) ? bytes : -1;
}

const char *cicu_version(void) { return U_ICU_VERSION; }
