// SPDX-License-Identifier: Apache-2.0
#include "CRankingData.h"

static const uint8_t data[] = {
#embed "../../../Corpora/ranking/en-zh.ranking"
};

const uint8_t *bitext_ranking_data(size_t *count) {
  *count = sizeof(data);
  return data;
}
