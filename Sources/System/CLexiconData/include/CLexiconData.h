// SPDX-License-Identifier: Apache-2.0
#ifndef BITEXT_CLEXICONDATA_H
#define BITEXT_CLEXICONDATA_H

#include <stddef.h>
#include <stdint.h>

/// The files of Corpora/lexicon one behind the other, general ones first; UTF-8, LF.
const uint8_t *bitext_lexicon_data(size_t *count);

#endif
