// SPDX-License-Identifier: Apache-2.0
#ifndef BITEXT_CRANKINGDATA_H
#define BITEXT_CRANKINGDATA_H

#include <stddef.h>
#include <stdint.h>

/// Corpora/ranking/en-zh.ranking; UTF-8, LF.
const uint8_t *bitext_ranking_data(size_t *count);

#endif
