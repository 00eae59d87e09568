// SPDX-License-Identifier: Apache-2.0
#include "host/run/gain_pass.hpp"

#include "host/run/input_digests.hpp"
#include "host/run/ranking.hpp"
#include "host/run/reach_files.hpp"
#include "host/run/tile_pipeline.hpp"
#include "kernels/service.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>
#include <variant>

namespace laad {
namespace {

/// The candidates whose pole stands in a tile, and what they gain.
struct Poles {
    std::vector<Cell> cells;
    std::vector<std::int64_t> gain_wh;
};

class GainPass {
  public:
    GainPass(Run& run, RunPlan const& plan, ChosenDevice const& device, TileInputs const& in, KeyMaker const& keys,
             PartFiles& files, RunProgress const& progress)
        : run_{run}, plan_{plan}, device_{device}, in_{in}, keys_{keys}, files_{files}, progress_{progress}
    {
    }

    /// What each candidate gains, kept by the tile of its entry.
    std::vector<std::int64_t> gains(std::vector<std::string> const& candidate_keys)
    {
        std::vector<std::string> keys(plan_.tiles.size());
        std::vector<std::size_t> todo;
        tbb::parallel_for(std::size_t{0}, keys.size(), [&](std::size_t t) {
            if (!in_.plan().candidates.of(t).empty()) keys[t] = keys_.of_gains(t, candidate_keys[t]);
        });
        for (std::size_t t = 0; t < keys.size(); ++t) {
            if (keys[t].empty() || files_.has(Part::gains, t, keys[t])) continue;
            run_.results.computed.push_back({Part::gains, t, changed_inputs(files_.key_of(Part::gains, t), keys[t])});
            todo.push_back(t);
        }
        std::int64_t const capacity_wh = station_capacity_wh(run_.scenario);
        TileStages<Tile> stages;
        stages.read = [&](std::size_t t) {
            return std::make_shared<Tile>(Tile{t, reach_of_tile(files_, Part::candidates, in_, t), {}});
        };
        stages.compute = [&](Executor const& executor, Tile& live) {
            live.gain_wh = std::visit(
                [&](auto const& exec) { return gain(exec, live.reach, run_.results.unmet_wh, capacity_wh); }, executor);
        };
        stages.write = [&](Tile& live) { files_.put(Part::gains, live.number, keys[live.number], live.gain_wh); };
        for_each_tile(todo, device_, stages, [&](std::size_t done) {
            progress_("what one more station would serve",
                      static_cast<double>(done) / static_cast<double>(todo.size()));
        });

        std::vector<std::int64_t> all(run_.results.ranked.size());
        for (std::size_t t = 0; t < keys.size(); ++t) {
            auto const numbers = in_.plan().candidates.of(t);
            if (numbers.empty()) continue;
            std::vector<std::int64_t> gain_wh;
            files_.get(Part::gains, t, gain_wh);
            if (gain_wh.size() != numbers.size()) files_.refuse(Part::gains, t);
            for (std::size_t i = 0; i < numbers.size(); ++i)
                all[static_cast<std::size_t>(numbers[i])] = gain_wh[i];
        }
        return all;
    }

    void layers(std::vector<std::int64_t> const& gain_wh)
    {
        std::vector<Poles> poles(plan_.tiles.size());
        ByTile by_pole{run_.base.grid.shape, plan_.tile_cells};
        for (std::size_t i = 0; i < gain_wh.size(); ++i)
            by_pole.add(pole_of(i), i);
        std::vector<std::size_t> todo;
        std::vector<Keys> keys(plan_.tiles.size());
        AnalysisLayers const& layers = run_.results.layers;
        tbb::parallel_for(std::size_t{0}, keys.size(), [&](std::size_t t) {
            for (std::int32_t const i : by_pole.of(t)) {
                poles[t].cells.push_back(pole_of(static_cast<std::size_t>(i)));
                poles[t].gain_wh.push_back(gain_wh[static_cast<std::size_t>(i)]);
            }
            keys[t] = {keys_.of_unmet(t), keys_.of_gain(poles[t].cells, poles[t].gain_wh), {}};
        });
        for (std::size_t t = 0; t < keys.size(); ++t) {
            note(Part::unmet, layers.unmet_wh, t, keys[t].unmet, keys[t]);
            note(Part::gain, layers.gain_kwh, t, keys[t].gain, keys[t]);
            if (keys[t].todo.any()) todo.push_back(t);
        }
        TileStages<std::size_t> stages;
        stages.read = [](std::size_t t) { return std::make_shared<std::size_t>(t); };
        stages.compute = [](Executor const&, std::size_t&) {};
        stages.write = [&](std::size_t& t) {
            if (keys[t].todo.has(Part::unmet)) write_unmet(t, keys[t].unmet);
            if (keys[t].todo.has(Part::gain)) write_gain(t, poles[t], keys[t].gain);
        };
        for_each_tile(todo, device_, stages, [&](std::size_t done) {
            progress_("unmet demand and gain", static_cast<double>(done) / static_cast<double>(todo.size()));
        });
    }

  private:
    struct Tile {
        std::size_t number{};
        ReachLists reach;
        std::vector<std::int64_t> gain_wh;
    };
    struct Keys {
        std::string unmet;
        std::string gain;
        Parts todo;
    };

    Cell pole_of(std::size_t ranked) const
    {
        auto const c = static_cast<std::size_t>(run_.results.ranked[ranked]);
        return run_.base.grid.cell_at(run_.base.candidates[c].pole);
    }

    void note(Part part, BlockLayer<std::uint32_t> const& layer, std::size_t t, std::string const& key, Keys& keys)
    {
        Rect const core = plan_.tiles[t].core;
        if (layer.has(core, key)) return;
        keys.todo.add(part);
        run_.results.computed.push_back({part, t, changed_inputs(layer.key_of(core), key)});
    }

    void write_unmet(std::size_t t, std::string const& key)
    {
        Rect const core = plan_.tiles[t].core;
        BlockLayer<std::uint32_t>& layer = run_.results.layers.unmet_wh;
        auto const nodes = run_.base.nodes_in(core);
        if (nodes.empty()) return layer.write_empty(core, key);
        Raster<std::uint32_t> cells{core.shape, 0};
        for (std::int32_t const node : nodes) {
            auto const n = static_cast<std::size_t>(node);
            cells[run_.base.nodes[n].cell - core.first] = run_.results.unmet_wh[n];
        }
        layer.write(core, std::as_const(cells).view(), key);
    }

    /// The best gain of the candidates in a cell, in whole kWh.
    void write_gain(std::size_t t, Poles const& poles, std::string const& key)
    {
        Rect const core = plan_.tiles[t].core;
        BlockLayer<std::uint32_t>& layer = run_.results.layers.gain_kwh;
        if (poles.cells.empty()) return layer.write_empty(core, key);
        Raster<std::uint32_t> cells{core.shape, gain_nodata};
        for (std::size_t i = 0; i < poles.cells.size(); ++i) {
            std::uint32_t& out = cells[poles.cells[i] - core.first];
            auto const kwh =
                static_cast<std::uint32_t>(std::min<std::int64_t>((poles.gain_wh[i] + 500) / 1000, gain_nodata - 1));
            if (out == gain_nodata || kwh > out) out = kwh;
        }
        layer.write(core, std::as_const(cells).view(), key);
    }

    Run& run_;
    RunPlan const& plan_;
    ChosenDevice const& device_;
    TileInputs const& in_;
    KeyMaker const& keys_;
    PartFiles& files_;
    RunProgress const& progress_;
};

}  // namespace

void gain_pass(Run& run, RunPlan const& plan, ChosenDevice const& device, TileInputs const& in, KeyMaker const& keys,
               PartFiles& files, std::vector<std::string> const& candidate_keys, RunProgress const& progress)
{
    GainPass pass{run, plan, device, in, keys, files, progress};
    pass.layers(pass.gains(candidate_keys));
}

}  // namespace laad
