// SPDX-License-Identifier: Apache-2.0
#include "CTermbaseData.h"

// A term that stands in several files has the renderings of all of them.
static const uint8_t data[] = {
#embed "../../../Corpora/termbase/machine-learning.tsv" suffix(, )
#embed "../../../Corpora/termbase/statistics.tsv" suffix(, )
#embed "../../../Corpora/termbase/mathematics.tsv" suffix(, )
#embed "../../../Corpora/termbase/computer-systems.tsv" suffix(, )
#embed "../../../Corpora/termbase/physics.tsv" suffix(, )
#embed "../../../Corpora/termbase/biology.tsv"
};

const uint8_t *bitext_termbase_data(size_t *count) {
  *count = sizeof(data);
  return data;
}
