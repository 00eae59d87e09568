// SPDX-License-Identifier: Apache-2.0
// What [publish] says of a plan, for whatever shows it.
#pragma once

#include "host/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace laad {

/// The title that is given, else the name of the region.
std::string plan_title(Scenario const&);

/// Where the data comes from, in a line: as it is given, else the origins of the sources.
std::string source_line(Scenario const&);

/// "Sources: charge locations: NDW (open data); ..." in the language spoken; empty: there are none.
std::string sources_in_words(std::vector<SourceNote> const&);

/// The logo as a data: address; empty: there is none, or it cannot be read.
std::string logo_address(Scenario const&);

/// What to tell when there is a logo, but it cannot be read; else nothing.
std::vector<std::string> logo_notes(Scenario const&);

}  // namespace laad
