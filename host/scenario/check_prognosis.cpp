// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/check_prognosis.hpp"

#include "host/scenario/iso_date.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <numeric>

namespace laad {

void check_prognosis(Scenario const& s)
{
    auto const fail = [&](std::string const& what) { throw InputError{s.file.string() + ": prognosis." + what}; };
    PrognosisConfig const& c = s.prognosis;
    if (c.public_types.empty())
        fail("public_types is empty, so there is no public demand; name a location type of the prognosis");
    if (!c.date.empty() && !is_iso_date(c.date))
        fail(fmt::format("date \"{}\" is no day of the calendar, write it like 2026-07-01", c.date));
    int const together = std::accumulate(c.shares.begin(), c.shares.end(), 0,
                                         [](int sum, auto const& share) { return sum + share.second; });
    if (!c.shares.empty() && together != 1000)
        fail(fmt::format("shares sum to {}, not to 1; correct them", together / 1000.0));
    if (c.shares.contains(c.total_type))
        fail(fmt::format("shares hold \"{}\", which is what they split; leave it out", c.total_type));
    if (!c.crosswalk.empty() && c.old_neighbourhoods)
        fail("crosswalk and prognosis.old_buurten are both given; keep the one that you trust more");
    if ((!c.crosswalk.empty() || c.old_neighbourhoods) && s.region.neighbourhood_cbs_year == 0)
        fail("crosswalk and prognosis.old_buurten need region.buurt_cbs_year, the edition of region.buurten; add it");
}

}  // namespace laad
