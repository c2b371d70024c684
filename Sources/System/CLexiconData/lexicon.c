// SPDX-License-Identifier: Apache-2.0
#include "CLexiconData.h"

// The order is the precedence: of a headword in several files the earlier file's renderings come
// first.
static const uint8_t data[] = {
#embed "../../../Corpora/lexicon/function.tsv" suffix(, )
#embed "../../../Corpora/lexicon/everyday.tsv" suffix(, )
#embed "../../../Corpora/lexicon/academic.tsv" suffix(, )
#embed "../../../Corpora/lexicon/literary.tsv" suffix(, )
#embed "../../../Corpora/lexicon/society.tsv" suffix(, )
#embed "../../../Corpora/lexicon/learning.tsv" suffix(, )
#embed "../../../Corpora/lexicon/computing.tsv" suffix(, )
#embed "../../../Corpora/lexicon/mathematics.tsv" suffix(, )
#embed "../../../Corpora/lexicon/physics.tsv" suffix(, )
#embed "../../../Corpora/lexicon/chemistry.tsv" suffix(, )
#embed "../../../Corpora/lexicon/biology.tsv" suffix(, )
#embed "../../../Corpora/lexicon/medicine.tsv" suffix(, )
#embed "../../../Corpora/lexicon/engineering.tsv" suffix(, )
#embed "../../../Corpora/lexicon/geography.tsv" suffix(, )
#embed "../../../Corpora/lexicon/names.tsv" suffix(, )
#embed "../../../Corpora/lexicon/scripture.tsv"
};

const uint8_t *bitext_lexicon_data(size_t *count) {
  *count = sizeof(data);
  return data;
}
