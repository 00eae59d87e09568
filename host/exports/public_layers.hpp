// SPDX-License-Identifier: Apache-2.0
// The public tables of a plan as layers that can be written.
#pragma once

#include "host/plan_folder/public_tables.hpp"

#include <vector>

namespace laad {

/// All of them, with their kinds of fields and shapes. Errors  InputError: plankaart.gpkg is damaged
std::vector<OutputLayer> public_layers(StoredPlan const&);

/// The column of a field. Errors  ContractError: there is none
std::size_t column_of(OutputLayer const&, std::string const& field);
bool has_column(OutputLayer const&, std::string const& field);

}  // namespace laad
