// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "rasters/codes.hpp"
#include "rasters/error.hpp"

namespace laad {
namespace {

/// The walk from the door to the nearest public charge point in cm, or nothing when it is beyond the bound of the run.
std::optional<int> door_to_charger_cm(Dwelling const& dwelling, std::uint16_t walk_dm)
{
    if (!dwelling.entry || walk_dm >= distance_beyond) return {};
    return dwelling.entry->walk_cm + 10 * walk_dm;
}

void count(WalkShare& share, bool has_entry, std::optional<int> walk_cm, std::vector<int> const& limits_m)
{
    ++share.dwellings;
    if (!has_entry) ++share.without_entry;
    for (std::size_t i = 0; i < limits_m.size(); ++i)
        if (walk_cm && *walk_cm <= 100 * limits_m[i]) ++share.within[i];
}

}  // namespace

WalkShares walk_shares(Scenario const& scenario, BaseLayers const& base,
                       std::span<std::uint16_t const> walk_dm_at_dwelling)
{
    expect(walk_dm_at_dwelling.size() == base.dwelling_points.size(), "walk_shares: one walk a dwelling");
    std::vector<int> const& limits_m = scenario.coverage.walk_shares_m;
    WalkShare const none{0, 0, std::vector<std::int64_t>(limits_m.size())};
    WalkShares shares{none, std::vector(base.neighbourhoods.size(), none),
                      std::vector(base.municipalities.size(), none)};
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i) {
        Dwelling const& dwelling = base.dwelling_points[i];
        if (!dwelling.in_area) continue;
        auto const walk_cm = door_to_charger_cm(dwelling, walk_dm_at_dwelling[i]);
        bool const has_entry = dwelling.entry.has_value();
        count(shares.area, has_entry, walk_cm, limits_m);
        if (!dwelling.neighbourhood) continue;
        count(shares.by_neighbourhood[dwelling.neighbourhood], has_entry, walk_cm, limits_m);
        if (MunicipalityId const municipality = base.neighbourhoods[dwelling.neighbourhood].municipality)
            count(shares.by_municipality[municipality], has_entry, walk_cm, limits_m);
    }
    return shares;
}

}  // namespace laad
