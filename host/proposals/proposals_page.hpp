// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/proposals/proposal_tables.hpp"

#include <string>
#include <vector>

namespace laad {

/// What is asked, was answered and is closed, as HTML. `prints`: sheets are PDF too.
enum class SheetKind { html, pdf };
std::string proposals_page(StoredPlan const&, Round const&, std::vector<AreaRow> const&, std::string const& month,
                           SheetKind);

}  // namespace laad
