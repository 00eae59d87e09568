// SPDX-License-Identifier: Apache-2.0
#include "host/report/illustrative.hpp"

#include <algorithm>

namespace laad {

std::vector<std::string> illustrative_parts(Run const& run)
{
    std::vector<std::string> parts;
    for (SourceNote const& source : run.scenario.sources)
        if (source.illustrative) parts.push_back(source.what + ": " + source.origin);
    if (run.prognosis.illustrative) parts.push_back("the prognosis table calls itself illustrative");
    auto const assumed = std::count_if(run.grid.assets.begin(), run.grid.assets.end(),
                                       [](GridAsset const& asset) { return asset.basis == Basis::assumed; });
    if (assumed > 0)
        parts.push_back(std::to_string(assumed) + " of " + std::to_string(run.grid.assets.size()) +
                        " grid assets rest on assumed figures");
    return parts;
}

}  // namespace laad
