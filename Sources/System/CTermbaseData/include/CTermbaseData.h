// SPDX-License-Identifier: Apache-2.0
#ifndef BITEXT_CTERMBASEDATA_H
#define BITEXT_CTERMBASEDATA_H

#include <stddef.h>
#include <stdint.h>

/// The files of Corpora/termbase one behind the other; UTF-8, LF.
const uint8_t *bitext_termbase_data(size_t *count);

#endif
