// SPDX-License-Identifier: Apache-2.0
#include "host/run/node_pass.hpp"

#include "host/run/by_tile.hpp"
#include "host/run/tile_pipeline.hpp"
#include "kernels/memory.hpp"
#include "kernels/zonal.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <variant>

namespace laad {
namespace {

struct NodeTile {
    Tile tile{};
    std::vector<std::int32_t> nodes;
    Raster<std::uint16_t> zone;
    Raster<std::uint32_t> unmet_wh;
    Raster<std::uint32_t> gain_kwh;
    BuurtSums sums;
};

/// Zones: buurt + 1 inside the area; the last zone is the area without a buurt; 0 outside the area.
Raster<std::uint16_t> kpi_zones(BaseLayers const& base, Rect core)
{
    auto const area = base.area.read(core);
    auto zone = base.buurt.read(core);
    auto const without = static_cast<std::uint16_t>(base.buurten.size() + 1);
    for (std::size_t i = 0; i < zone.cells().size(); ++i) {
        std::uint16_t& cell = zone.cells()[i];
        cell = area.cells()[i] == 0 ? std::uint16_t{0} : cell == 0 ? without : cell;
    }
    return zone;
}

/// The best gain of the candidates in a cell, in whole kWh.
Raster<std::uint32_t> gain_of(Run const& run, Rect core, std::span<std::int32_t const> candidates,
                              std::vector<std::int64_t> const& gain_wh)
{
    Raster<std::uint32_t> cells{core.shape, gain_nodata};
    for (std::int32_t const i : candidates) {
        auto const n = static_cast<std::size_t>(i);
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(run.results.ranked[n])];
        std::uint32_t& out = cells[run.base.grid.cell_at(candidate.pole) - core.first];
        auto const kwh = static_cast<std::uint32_t>(std::min<std::int64_t>((gain_wh[n] + 500) / 1000, gain_nodata - 1));
        if (out == gain_nodata || kwh > out) out = kwh;
    }
    return cells;
}

void add(BuurtSums& to, BuurtSums const& from)
{
    for (auto part : {&BuurtSums::demand_wh, &BuurtSums::unmet_wh, &BuurtSums::unmet_after_wh})
        std::transform((to.*part).begin(), (to.*part).end(), (from.*part).begin(), (to.*part).begin(), std::plus<>{});
}

/// Sums by buurt of what the nodes of one tile hold, and the raster of what they leave unmet.
template <class Exec>
void add_up(Exec const& exec, Run const& run, NodeTile& live)
{
    auto const zone = upload<std::uint16_t>(exec, std::as_const(live.zone).view());
    std::vector<Cell> cells;
    for (std::int32_t const n : live.nodes)
        cells.push_back(run.base.nodes[static_cast<std::size_t>(n)].cell - live.tile.core.first);
    std::vector<std::int64_t> counts(live.sums.demand_wh.size());
    auto const sum = [&](std::vector<std::uint32_t> const& of_all, std::vector<std::int64_t>& sums,
                         Raster<std::uint32_t>* kept) {
        std::vector<std::uint32_t> values;
        for (std::int32_t const n : live.nodes)
            values.push_back(of_all[static_cast<std::size_t>(n)]);
        Array<std::uint32_t, Exec> layer{exec, live.tile.core.shape};
        scatter(exec, cells, values, layer.view());
        zonal_sum(exec, zone.view(), layer.view(), UINT32_MAX, {sums, counts});
        if (kept) download<std::uint32_t>(exec, layer.view(), kept->view());
    };
    live.unmet_wh = Raster<std::uint32_t>{live.tile.core.shape};
    sum(run.results.demand_wh, live.sums.demand_wh, nullptr);
    sum(run.results.unmet_wh, live.sums.unmet_wh, &live.unmet_wh);
    sum(run.results.plan.unmet_wh, live.sums.unmet_after_wh, nullptr);
}

}  // namespace

BuurtSums node_pass(Run& run, RunPlan const& plan, ChosenDevice const& device, std::vector<std::int64_t> const& gain_wh,
                    std::string const& key, RunProgress const& progress)
{
    BaseLayers const& base = run.base;
    AnalysisLayers& layers = run.results.layers;
    ByTile candidates{base.grid.shape, plan.tile_cells};
    for (std::size_t i = 0; i < run.results.ranked.size(); ++i)
        candidates.add(base.grid.cell_at(base.candidates[static_cast<std::size_t>(run.results.ranked[i])].pole), i);

    BuurtSums total{base.buurten.size() + 2};
    std::mutex mutex;
    TileStages<NodeTile> stages;
    stages.read = [&](std::size_t number) {
        Tile const& tile = plan.tiles[number];
        auto live = std::make_shared<NodeTile>(
            NodeTile{tile, base.nodes_in(tile.core), {}, {}, {}, BuurtSums{base.buurten.size() + 2}});
        if (!live->nodes.empty()) live->zone = kpi_zones(base, tile.core);
        if (!candidates.of(number).empty()) live->gain_kwh = gain_of(run, tile.core, candidates.of(number), gain_wh);
        return live;
    };
    stages.compute = [&](Executor const& executor, NodeTile& live) {
        if (live.nodes.empty()) return;
        std::visit([&](auto const& exec) { add_up(exec, run, live); }, executor);
    };
    auto const store = [&](Tile const& tile, Raster<std::uint32_t> const& cells, BlockLayer<std::uint32_t>& layer) {
        if (layer.has(tile.core, key)) return;
        if (cells.shape() == tile.core.shape)
            layer.write(tile.core, cells.view(), key);
        else
            layer.write_empty(tile.core, key);
    };
    stages.write = [&](NodeTile& live) {
        store(live.tile, live.unmet_wh, layers.unmet_wh);
        store(live.tile, live.gain_kwh, layers.gain_kwh);
        std::scoped_lock const lock{mutex};
        add(total, live.sums);
    };
    std::vector<std::size_t> all(plan.tiles.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    for_each_tile(all, device, stages, [&](std::size_t done) {
        progress("adding up by buurt", static_cast<double>(done) / static_cast<double>(all.size()));
    });
    return total;
}

}  // namespace laad
