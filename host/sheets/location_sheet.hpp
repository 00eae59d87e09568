// SPDX-License-Identifier: Apache-2.0
// The sheet of one parking space: A4, one page.
#pragma once

#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_plan.hpp"

namespace laad {

void write_location_sheet(HtmlWriter&, SheetPlan const&, SheetMunicipality const&, SheetPlace const&,
                          SheetGround const&, CellGround const&);

/// The sign E8 with its plate, as a drawing so high.
void write_sign(HtmlWriter&, double height_mm);

}  // namespace laad
