// SPDX-License-Identifier: Apache-2.0
#include "CReportPage.h"

static const uint8_t page[] = {
#embed "../../BitextQuality/Report/Page/head.html" suffix(, )
#embed "../../BitextQuality/Report/Page/base.css" suffix(, )
#embed "../../BitextQuality/Report/Page/parts.css" suffix(, )
#embed "../../BitextQuality/Report/Page/narrow.css" suffix(, )
#embed "../../BitextQuality/Report/Page/body.html" suffix(, )
#embed "../../BitextQuality/Report/Page/chinese.js" suffix(, )
#embed "../../BitextQuality/Report/Page/elements.js" suffix(, )
#embed "../../BitextQuality/Report/Page/data.js" suffix(, )
#embed "../../BitextQuality/Report/Page/charts.js" suffix(, )
#embed "../../BitextQuality/Report/Page/overview.js" suffix(, )
#embed "../../BitextQuality/Report/Page/faults.js" suffix(, )
#embed "../../BitextQuality/Report/Page/compare.js" suffix(, )
#embed "../../BitextQuality/Report/Page/units.js" suffix(, )
#embed "../../BitextQuality/Report/Page/start.js" suffix(, )
#embed "../../BitextQuality/Report/Page/foot.html"
};

const uint8_t *bitext_report_page(size_t *count) {
  *count = sizeof(page);
  return page;
}
