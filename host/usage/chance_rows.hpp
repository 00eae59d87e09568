// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/chance.hpp"

#include <optional>
#include <vector>

namespace laad {

/// What the public sites of a neighbourhood showed in an hour of weekdays or of the weekend: how often one who came to one
/// of them found a charge point free. Quarter-hours of several sites add up.
struct ChanceRow {
    NeighbourhoodId neighbourhood;
    MunicipalityId municipality;
    int slot{};
    int sites{};                            ///< that were observed
    int evse{};                             ///< theirs, that stand there today
    std::int64_t observed{};                ///< quarter-hours of sites
    std::int64_t free{};                    ///< of them
    std::int64_t site_days{};               ///< days on which they lie, of each site
    bool too_little{};                      ///< under usage.chance_least_quarters
    std::optional<double> with_two_more{};  ///< MODEL (one_more.hpp): if each site had two charge points more

    double chance() const { return observed == 0 ? 0 : static_cast<double>(free) / static_cast<double>(observed); }
    /// As FreeCount::range.
    ShareRange range() const { return wilson(chance(), site_days); }
};

/// By the order of the neighbourhoods and the slots; those in which nothing was observed have no row. Sites outside the
/// area do not count.
std::vector<ChanceRow> chance_rows(Use const&, BaseLayers const&, UsageConfig const&);

/// The neighbourhood of each public site; none for one that lies in none, or outside the area.
std::vector<NeighbourhoodId> neighbourhoods_of_sites(BaseLayers const&);

}  // namespace laad
