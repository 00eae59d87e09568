// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prognosis/prognosis_table.hpp"

namespace laad {

/// A table as a CSV that read_prognosis_table reads as the same rows, in the same order; values with three decimals.
std::string csv_text(PrognosisTable const&);

}  // namespace laad
