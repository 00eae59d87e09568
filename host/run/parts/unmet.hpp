// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"

namespace laad {

inline constexpr LayerDecl<std::uint32_t> unmet_layer{
    .name = "unmet",
    .description = "Demand that existing and planned stations do not serve",
    .unit = "kWh/yr",
    .scale = 0.001,
    .overviews = Overviews::average,
    .style = "unmet",
    .change = "Demand that existing and planned stations do not serve, new minus old; nodata: none in either version"};

class UnmetPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"unmet", 1};
    static constexpr RunScope scope = RunScope::plan_without_grid;
    static constexpr Needs needs = Needs::service;
    static constexpr PartMemory memory{0, 0};
    static constexpr std::tuple layers{unmet_layer};

    explicit UnmetPart(PartInputs const& in) : base_{in.base()}, unmet_wh_{in.unmet_wh} {}

    std::string key(TileDigests& tile) const
    {
        return key_of({{"algorithm", version_of(algorithm)}, {"unmet", tile.nodes_in(tile.core(), unmet_wh_)}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        Rect const core = work.tile().core;
        auto const nodes = base_.nodes_in(core);
        if (nodes.empty()) return work.keep_empty(unmet_layer);
        Raster<std::uint32_t> cells{core.shape, 0};
        for (NodeId const node : nodes)
            cells[base_.nodes[node].cell - core.first] = unmet_wh_[node];
        work.keep(unmet_layer, std::move(cells), Outside::is_empty);
    }

  private:
    BaseLayers const& base_;
    NodeWh const& unmet_wh_;
};

}  // namespace laad
