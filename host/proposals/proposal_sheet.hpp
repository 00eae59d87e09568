// SPDX-License-Identifier: Apache-2.0
// The sheet of a proposal: two pages of A4 to send to location validation.
#pragma once

#include "host/proposals/proposal_tables.hpp"
#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

struct SheetProposal {
    AskedSpace const* proposal{};
    PressedArea const* area{};
    std::vector<AskedSpace const*> rejected;   ///< before, in that area
    std::vector<AlternativeRow> alternatives;  ///< in their order
    std::vector<std::string> reasons;
};

/// How many alternatives a sheet lists; all are in alternatives.csv.
inline constexpr std::size_t most_alternatives = 12;

/// What its maps show.
Box seen_of(SheetProposal const&);

/// `spaces`: of sheet_spaces, the proposed one among them. The document as HTML that needs no network and no other file.
std::string proposal_sheet(SheetPlan const&, SheetProposal const&, std::map<std::string, SheetPlace> const& spaces,
                           SheetGround const&, CellGround const&);

}  // namespace laad
