// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "kernels/demand.hpp"

namespace laad {

inline constexpr LayerDecl<std::uint32_t> demand_layer{
    .name = "demand",
    .description = "Public charging demand of the target year, at the street where dwellings enter",
    .unit = "kWh/yr",
    .scale = 0.001,
    .overviews = Overviews::average,
    .style = "demand"};
inline constexpr LayerDecl<std::uint32_t> demand_density_layer{
    .name = "demand_density",
    .description = "Demand in the neighbourhood, Gaussian weight cut at {} m in a straight line",
    .metres = [](Scenario const& s) { return s.demand.density_radius_m; },
    .unit = "kWh/yr",
    .overviews = Overviews::average,
    .style = "demand_density",
    .change = "Demand in the neighbourhood, new minus old; nodata: none in either version"};

class DemandPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"demand", 1};
    static constexpr RunScope scope = RunScope::plan_without_grid;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{15, 16};
    static constexpr std::tuple layers{demand_layer, demand_density_layer};
    static int halo(Scenario const& s) { return s.demand.density_radius_m * 100 / s.region.cell_cm; }

    explicit DemandPart(PartInputs const& in)
        : base_{in.base()},
          scenario_{in.scenario()},
          demand_wh_{in.demand_wh},
          weights_{gaussian_weights(scenario_.demand.density_radius_m * 100, scenario_.region.cell_cm)}
    {
    }

    std::string key(TileDigests& tile) const
    {
        Rect const window = grow(tile.core(), halo(scenario_), base_.grid.shape);
        return key_of({{"algorithm", version_of(algorithm)},
                       {"settings", digest_of_numbers({scenario_.demand.density_radius_m})},
                       {"ground", tile.outside()},
                       {"demand", tile.nodes_in(window, demand_wh_)}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        std::vector<Cell> cells;
        std::vector<std::uint32_t> values;
        for (NodeId const node : base_.nodes_in(work.tile().padded)) {
            cells.push_back(work.local(base_.nodes[node].cell));
            values.push_back(demand_wh_[node]);
        }
        auto demand_wh = work.template padded<std::uint32_t>();
        scatter(work.exec(), cells, values, demand_wh.view());
        auto density_kwh = work.template padded<std::uint32_t>();
        demand_density(work.exec(), demand_wh.view(), weights_, density_kwh.view());
        work.keep(demand_layer, work.core_of(demand_wh), Outside::is_empty);
        work.keep(demand_density_layer, work.core_of(density_kwh), Outside::becomes_empty);
    }

  private:
    BaseLayers const& base_;
    Scenario const& scenario_;
    NodeWh const& demand_wh_;
    std::vector<std::int32_t> weights_;
};

}  // namespace laad
