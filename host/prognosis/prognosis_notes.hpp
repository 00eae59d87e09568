// SPDX-License-Identifier: Apache-2.0
// What the user should hear about a prognosis.
#pragma once

#include "host/prognosis/prognosis.hpp"

namespace laad {

/// Years that are interpolated, figures taken as 0, rows that do not state their basis.
void note_slice(Prognosis&, PrognosisSlice const&);

/// Lists the neighbourhoods that the crosswalk does not take, in the origin and in a note, with their energy.
void note_unmatched(Prognosis&, std::map<std::string, std::int64_t> const& unmatched);

void note_missing(Prognosis&, std::int64_t neighbourhoods);
void note_partly_outside(Prognosis&, std::int64_t neighbourhoods);

/// Energy that is placed nowhere, and figures that are not plausible.
void note_energy(Prognosis&, BaseLayers const&);

}  // namespace laad
