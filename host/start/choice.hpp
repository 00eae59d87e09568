// SPDX-License-Identifier: Apache-2.0
// Which of the files that were found gives which part of a plan.
#pragma once

#include "host/start/found_files.hpp"

#include <set>
#include <string>
#include <vector>

namespace laad {

/// One [[source]] of the region.toml to be.
struct Source {
    FoundFile const* found{};
    Recipe const* recipe{};
    std::set<std::string> gives{};  ///< all parts
    std::set<std::string> used{};   ///< those it is used for
};

/// What each file and recipe gives. Each part comes from the recipe that ranks first for it; surface and parking from
/// all files of that recipe, other parts from the first one.
std::vector<Source> chosen_sources(std::vector<FoundFile> const&);

/// The source that a part comes from, or null.
Source const* source_of(std::vector<Source> const&, std::string const& part);

}  // namespace laad
