// SPDX-License-Identifier: Apache-2.0
// What a run computed again, what it kept from an earlier one, and why.
#pragma once

#include "host/run/parts/inputs.hpp"
#include "host/run/run_log.hpp"

#include <filesystem>
#include <string>

namespace laad {

std::string changes_json(Inputs const&, RunLog const&);

/// Why a layer of an output folder was computed or kept, in words: which tiles, and what is other than before.
/// Errors  InputError: not an output folder; it holds no layer of that name (which there are)
std::string why(std::filesystem::path const& folder, std::string const& layer);

}  // namespace laad
