// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prognosis/prognosis_table.hpp"
#include "host/scenario/scenario.hpp"

namespace laad {

/// Two statements of which prognosis `table` is, as one. `by`: what makes the second, for a message.
/// Errors  InputError: they contradict each other
PrognosisLabel agreed(PrognosisTable const& table, PrognosisLabel const&, PrognosisLabel const& second, char const* by);

/// Version, date and source as the columns of the table, [prognosis] of region.toml and, for a file of the store, its
/// versions.json say.
/// Errors  InputError: they contradict each other; see stored_as
PrognosisLabel label_of(PrognosisTable const&, PrognosisConfig const&);

}  // namespace laad
