// SPDX-License-Identifier: Apache-2.0
// Why a place has its rank, or none.
#pragma once

#include "host/run/results.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// What `explain` needs of every candidate, as JSON: written as explain.json. A candidate takes a line; the buurt and
/// the rules that many of them share are written once and named by number.
std::string explain_json(Run const&);

/// The explanation of one candidate, named by id or by rank, out of an output folder, as text.
/// Errors  InputError: not an output folder, no such candidate (the nearest id)
std::string explain(std::filesystem::path const& folder, std::string const& id_or_rank);

}  // namespace laad
