// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "rasters/codes.hpp"

namespace laad {
namespace {

/// The walk from the door to the nearest public charge point in cm, or nothing when it is beyond the bound of the run.
std::optional<int> door_to_charger_cm(Dwelling const& dwelling, View<std::uint16_t const> walk_dm)
{
    if (!dwelling.entry) return {};
    std::uint16_t const walk = walk_dm[dwelling.entry->cell];
    if (walk >= distance_beyond) return {};
    return dwelling.entry->walk_cm + 10 * walk;
}

void count(WalkShare& share, bool has_entry, std::optional<int> walk_cm, std::vector<int> const& limits_m)
{
    ++share.dwellings;
    if (!has_entry) ++share.without_entry;
    for (std::size_t i = 0; i < limits_m.size(); ++i)
        if (walk_cm && *walk_cm <= 100 * limits_m[i]) ++share.within[i];
}

}  // namespace

WalkShares walk_shares(Scenario const& scenario, BaseLayers const& base, View<std::uint16_t const> walk_dm)
{
    std::vector<int> const& limits_m = scenario.coverage.walk_shares_m;
    WalkShare const none{0, 0, std::vector<std::int64_t>(limits_m.size())};
    WalkShares shares{none, std::vector(base.buurten.size(), none), std::vector(base.gemeenten.size(), none)};
    for (Dwelling const& dwelling : base.dwelling_points) {
        if (!dwelling.in_area) continue;
        auto const walk_cm = door_to_charger_cm(dwelling, walk_dm);
        bool const has_entry = dwelling.entry.has_value();
        count(shares.area, has_entry, walk_cm, limits_m);
        if (dwelling.buurt < 0) continue;
        auto const buurt = static_cast<std::size_t>(dwelling.buurt);
        count(shares.by_buurt[buurt], has_entry, walk_cm, limits_m);
        if (int const gemeente = base.buurten[buurt].gemeente; gemeente >= 0)
            count(shares.by_gemeente[static_cast<std::size_t>(gemeente)], has_entry, walk_cm, limits_m);
    }
    return shares;
}

}  // namespace laad
