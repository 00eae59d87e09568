// SPDX-License-Identifier: Apache-2.0
// The sheet of one parking space: A4, one page.
#pragma once

#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <vector>

namespace laad {

void write_location_sheet(HtmlWriter&, SheetPlan const&, SheetMunicipality const&, SheetPlace const&,
                          SheetGround const&, CellGround const&);

// Its parts, for other sheets of a space.
/// The map at 1:1000 with scale bar and legend.
void write_location_map(HtmlWriter&, SheetPlan const&, SheetMunicipality const&, SheetPlace const&, SheetGround const&,
                        CellGround const&);
/// Address, coordinates, bays and sign.
std::vector<Fact> location_facts(SheetPlan const&, SheetPlace const&);
/// Which rules were checked and hold, and what is to be looked at on the spot.
void write_rules(HtmlWriter&, SheetPlan const&, SheetPlace const&);

/// The sign E8 with its plate, as a drawing so high.
void write_sign(HtmlWriter&, double height_mm);

}  // namespace laad
