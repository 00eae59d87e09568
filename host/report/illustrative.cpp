// SPDX-License-Identifier: Apache-2.0
#include "host/report/illustrative.hpp"

#include <algorithm>

namespace laad {
namespace {

bool is_about_prognosis_or_grid(SourceNote const& source)
{
    std::string what;
    for (char const c : source.what)
        what += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return what.find("prognos") != std::string::npos || what.find("grid") != std::string::npos;
}

}  // namespace

std::vector<std::string> illustrative_parts(Run const& run)
{
    std::vector<std::string> parts;
    for (SourceNote const& source : run.scenario.sources)
        if (source.illustrative) parts.push_back(source.what + ": " + source.origin);
    if (run.scope == RunScope::coverage) return parts;
    if (run.prognosis.illustrative) parts.push_back("the prognosis table calls itself illustrative");
    auto const assumed = std::count_if(run.grid.assets.begin(), run.grid.assets.end(),
                                       [](GridAsset const& asset) { return asset.basis == Basis::assumed; });
    if (assumed > 0)
        parts.push_back(std::to_string(assumed) + " of " + std::to_string(run.grid.assets.size()) +
                        " grid assets rest on assumed figures");
    return parts;
}

std::string illustrative_warning(Run const& run, RestsOn rests_on)
{
    bool const today = std::ranges::any_of(run.scenario.sources, [](SourceNote const& source) {
        return source.illustrative && !is_about_prognosis_or_grid(source);
    });
    if (today) return "ILLUSTRATIVE: some of the inputs are examples or assumptions";
    if (rests_on == RestsOn::today || illustrative_parts(run).empty()) return "";
    return "ILLUSTRATIVE: prognosis and grid figures are assumptions";
}

}  // namespace laad
