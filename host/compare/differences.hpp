// SPDX-License-Identifier: Apache-2.0
// In what two runs differ: their inputs and their settings.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <string>
#include <vector>

namespace laad {

struct Difference {
    std::string what;  ///< "input prognosis.csv" or "setting prognosis.target_year"
    std::string before;
    std::string after;
    bool of_prognosis{};  ///< the table of the prognosis, or a setting that chooses from it
};

/// Inputs by content, settings by value; what only says how to compute (the table [run]) is left out.
/// Errors  InputError: region.effective.toml is absent or damaged
std::vector<Difference> differences(StoredPlan const& old_plan, StoredPlan const& new_plan);

/// What differs, in the language spoken.
std::string difference_words(Difference const&);

/// Whether nothing but the prognosis differs, so that every change comes from it.
bool only_prognosis(std::vector<Difference> const&);

}  // namespace laad
