// SPDX-License-Identifier: Apache-2.0
#ifndef BITEXT_CREPORTPAGE_H
#define BITEXT_CREPORTPAGE_H

#include <stddef.h>
#include <stdint.h>

/// The page of a report with its style and script, from Sources/BitextQuality/Report/Page; UTF-8. What is
/// filled in is marked {{title}}, {{summary}} and {{data}}.
const uint8_t *bitext_report_page(size_t *count);

#endif
