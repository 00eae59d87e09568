// SPDX-License-Identifier: Apache-2.0
#include "host/compare/regret.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/raster_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace laad {

std::int64_t ServedPlan::total_wh() const
{
    return std::accumulate(gain_wh.begin(), gain_wh.end(), std::int64_t{0});
}

std::vector<std::uint32_t> unmet_at(StoredPlan const& plan, std::span<std::int64_t const> cells)
{
    std::vector<Cell> places;
    for (std::int64_t const cell : cells)
        places.push_back(plan.grid.cell(cell));
    RasterReader<std::uint32_t> const unmet{plan.raster("unmet"), plan.grid};
    return values_at<std::uint32_t>(unmet, places, 0u);
}

ServedPlan serve_in_order(PlanReach const& reach, std::vector<std::uint32_t> unmet_wh, std::int64_t capacity_wh)
{
    ServedPlan served;
    for (std::size_t place = 0; place < reach.lists.origins(); ++place) {
        auto const list = reach.lists.of(place);  // sorted by cell, so a stable sort leaves ties in order of cell
        std::vector<Reached> nearest(list.begin(), list.end());
        std::ranges::stable_sort(nearest, {}, &Reached::walk_cm);
        std::int64_t left_wh = capacity_wh;
        std::vector<ServedCell> cells;
        for (Reached const& reached : nearest) {
            std::size_t const node = reached.node.index();
            auto const wh = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet_wh[node], left_wh));
            if (wh == 0) continue;
            unmet_wh[node] -= wh;
            left_wh -= wh;
            cells.push_back({reach.cells[node], wh});
        }
        served.gain_wh.push_back(capacity_wh - left_wh);
        served.cells.push_back(std::move(cells));
    }
    return served;
}

ServedPlan served_by_itself(StoredPlan const& plan, PlanReach const& reach)
{
    ServedPlan served = serve_in_order(reach, unmet_at(plan, reach.cells), capacity_wh(plan));
    bool same = served.gain_wh.size() == plan.places.size();
    for (std::size_t i = 0; same && i < plan.places.size(); ++i)
        same = plan.places[i].candidate == reach.candidates[i] && plan.places[i].gain_wh == served.gain_wh[i];
    if (!same)
        throw InputError{
            fmt::format("{}: serving its plan again gives other gains than placements.csv, so its files "
                        "are not of one run; make the folder again",
                        plan.path.string())};
    return served;
}

}  // namespace laad
