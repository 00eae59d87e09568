// SPDX-License-Identifier: Apache-2.0
// The plan map of a municipality on one page, A3 and A4, and the table of its places.
#pragma once

#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <vector>

namespace laad {

enum class Paper { a3, a4 };

/// The least round scale at which a box fits on so many millimetres.
double round_scale(Box const&, double width_mm, double height_mm);

/// `ground`: null where the map is too small for vectors, see wants_vectors.
void write_overview(HtmlWriter&, SheetPlan const&, SheetMunicipality const&, Paper, SheetGround const* ground,
                    CellGround const&);
/// Whether a map of it has room for the vectors of buildings and streets on that paper.
bool wants_vectors(SheetMunicipality const&, Paper);

/// The places by rank; `links`: the document has their sheets.
void write_place_table(HtmlWriter&, SheetPlan const&, SheetMunicipality const&);

}  // namespace laad
