// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/prognosis/ladder.hpp"
#include "host/report/sections.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string or_not_stated(std::string const& text)
{
    return text.empty() ? "not stated" : text;
}

std::string year_in_words(Prognosis const& prognosis)
{
    auto const& between = prognosis.origin.between;
    if (between.empty()) return said_with("{}, as in the table", prognosis.year);
    return said_with("{}, interpolated linearly between table years ({})", prognosis.year, fmt::join(between, ", "));
}

std::string crosswalk_in_words(PrognosisOrigin const& origin, int region_cbs_year)
{
    if (origin.crosswalk != Crosswalk::Kind::none)
        return said_with(origin.crosswalk == Crosswalk::Kind::table
                             ? "{}, brought to {} by a crosswalk table; {} buurten unmatched"
                             : "{}, brought to {} by area overlap (assumed); {} buurten unmatched",
                         origin.cbs_year, region_cbs_year, origin.unmatched.size());
    if (region_cbs_year == 0) return said_with("{} (not checked against the region)", origin.cbs_year);
    return said_with("{}, as in the region", origin.cbs_year);
}

std::string shares_in_words(PrognosisOrigin const& origin)
{
    if (origin.shares.empty()) return "by the table";
    return said_with("totals by stated shares ({})", in_words(Ladder{{}, origin.shares}));
}

}  // namespace

PageParts prognosis_section(Inputs const& inputs)
{
    Prognosis const& prognosis = inputs.prognosis;
    PrognosisOrigin const& origin = prognosis.origin;
    std::vector<std::string> public_types;
    for (TypeEnergy const& type : prognosis.types)
        if (type.is_public) public_types.push_back(type.location_type);
    return PageTable{
        "The prognosis of this plan",
        {{"What"}, {"Here"}},
        {{"Version", or_not_stated(origin.label.version)},
         {"Date", or_not_stated(origin.label.date)},
         {"Source", or_not_stated(origin.label.source)},
         {"Scenario", prognosis.scenario},
         {"Year", year_in_words(prognosis)},
         {"CBS year of the buurten", crosswalk_in_words(origin, inputs.scenario.region.neighbourhood_cbs_year)},
         {"Division over location types", shares_in_words(origin)},
         {"Public location types", said_with("{}; all others load the grid alone", fmt::join(public_types, ", "))}}};
}

}  // namespace laad
