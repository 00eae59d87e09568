// SPDX-License-Identifier: Apache-2.0
#include "host/usage/chance_rows.hpp"

#include "host/usage/one_more.hpp"
#include "host/usage/read_use.hpp"
#include "rasters/error.hpp"
#include "rasters/raster_source.hpp"

#include <algorithm>
#include <array>

namespace laad {
namespace {

constexpr int evse_more = 2;

UseSums sums_of_slot(SiteUse const& site, int slot)
{
    UseSums sums;
    bool const weekend = slot >= 24;
    auto const add = [&](DayType day) {
        for (int quarter = 0; quarter < quarters_an_hour; ++quarter) {
            UseSums const& one = site.by_quarter[quarter_of(day, slot % 24 * quarters_an_hour + quarter)];
            sums.occupied_min += one.occupied_min;
            sums.available_min += one.available_min;
        }
    };
    if (weekend) {
        add(DayType::saturday);
        add(DayType::sunday);
    } else {
        add(DayType::weekday);
    }
    return sums;
}

/// A mean of the model over sites, by their observed quarter-hours.
struct ModelMean {
    double sum{};
    std::int64_t weight{};
    bool unknown{};  ///< of a site that is as good as always full

    void add(std::optional<double> chance, std::int64_t quarters)
    {
        if (!chance) unknown = true;
        sum += chance.value_or(0) * static_cast<double>(quarters);
        weight += quarters;
    }
    std::optional<double> mean() const
    {
        return unknown || weight == 0 ? std::nullopt : std::optional{sum / static_cast<double>(weight)};
    }
};

struct Pooled {
    ChanceRow row;
    ModelMean with_more;
};

}  // namespace

std::vector<NeighbourhoodId> neighbourhoods_of_sites(BaseLayers const& base)
{
    std::vector<Cell> cells;
    for (Site const& site : base.sites)
        cells.push_back(site.cell);
    auto const numbers = values_at(base.neighbourhood, cells, 0);
    std::vector<NeighbourhoodId> found;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        found.push_back(base.sites[i].in_area ? NeighbourhoodId{numbers[i] - 1} : NeighbourhoodId{});
    return found;
}

std::vector<ChanceRow> chance_rows(Use const& use, BaseLayers const& base, UsageConfig const& config)
{
    expect(use.sites.size() == base.sites.size(), "chance_rows: the use of every site is told");
    std::vector<ChanceRow> rows;
    if (use.quarters.empty()) return rows;
    auto const neighbourhood = neighbourhoods_of_sites(base);
    auto const standing = standing_evse(base);
    Indexed<NeighbourhoodId, std::vector<std::uint32_t>> sites_of(base.neighbourhoods.size());
    for (std::size_t i = 0; i < neighbourhood.size(); ++i)
        if (neighbourhood[i]) sites_of[neighbourhood[i]].push_back(static_cast<std::uint32_t>(i));
    for (NeighbourhoodId const n : sites_of.ids())
        for (int slot = 0; slot < chance_slots; ++slot) {
            Pooled pooled{{n, base.neighbourhoods[n].municipality, slot}, {}};
            auto& [row, with_more] = pooled;
            for (std::uint32_t const site : sites_of[n]) {
                FreeCount const count = free_count(use.quarters, std::span{&site, 1}, slot);
                if (count.observed == 0) continue;
                int const evse = standing[site];
                ++row.sites;
                row.evse += evse;
                row.observed += count.observed;
                row.free += count.free;
                row.site_days += count.days;
                UseSums const sums = sums_of_slot(use.sites[site], slot);
                if (sums.available_min > 0 && evse > 0)
                    with_more.add(
                        free_with_more(static_cast<double>(sums.occupied_min) / static_cast<double>(sums.available_min),
                                       evse, evse_more),
                        count.observed);
            }
            if (row.observed == 0) continue;
            row.too_little = row.observed < config.chance_least_quarters;
            row.with_two_more = with_more.mean();
            rows.push_back(row);
        }
    return rows;
}

}  // namespace laad
