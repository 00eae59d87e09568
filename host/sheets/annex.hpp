// SPDX-License-Identifier: Apache-2.0
// The annex of one traffic decree for all places of a municipality (bijlage meervoudig verkeersbesluit).
#pragma once

#include "host/sheets/sheet_plan.hpp"

namespace laad {

class HtmlWriter;

/// What is decided, and the table of places; their sheets follow in the same document.
void write_annex(HtmlWriter&, SheetPlan const&, SheetMunicipality const&);

}  // namespace laad
