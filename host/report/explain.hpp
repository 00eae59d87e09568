// SPDX-License-Identifier: Apache-2.0
// Why a place has its rank, or none.
#pragma once

#include <filesystem>
#include <string>

namespace laad {

/// The explanation of one candidate, named by id or by rank (of places that share one: the first), out of an output
/// folder, as text. Errors  InputError: not an output folder with a plan, no such candidate (the nearest id)
std::string explain(std::filesystem::path const& folder, std::string const& id_or_rank);

}  // namespace laad
