// SPDX-License-Identifier: Apache-2.0
#include "host/present/illustrative.hpp"

#include "host/language/to_say.hpp"

#include "host/language/to_say.hpp"

#include <algorithm>

namespace laad {
std::vector<std::string> illustrative_parts(Inputs const& inputs)
{
    std::vector<std::string> parts;
    for (SourceNote const& source : inputs.scenario.sources)
        if (source.illustrative) parts.push_back(source.what + ": " + source.origin);
    if (inputs.scope == RunScope::coverage) return parts;
    if (inputs.prognosis.illustrative) parts.push_back("the prognosis table calls itself illustrative");
    if (auto const assumed = std::ranges::count(inputs.grid.assets, Basis::assumed, &GridAsset::basis))
        parts.push_back(to_say("{} of {} grid assets rest on assumed figures", assumed, inputs.grid.assets.size()));
    return parts;
}

std::string illustrative_warning(Inputs const& inputs, RestsOn rests_on)
{
    bool const today = std::ranges::any_of(inputs.scenario.sources, [](SourceNote const& source) {
        return source.illustrative && source.about == About::today;
    });
    if (today) return illustrative_inputs;
    if (rests_on == RestsOn::today || illustrative_parts(inputs).empty()) return "";
    return inputs.has_grid() ? "ILLUSTRATIVE: prognosis and grid figures are assumptions"
                             : "ILLUSTRATIVE: figures of the prognosis are assumptions";
}

}  // namespace laad
