// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/existing_sites.hpp"
#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "kernels/distance.hpp"
#include "rasters/tile.hpp"

namespace laad {

inline constexpr LayerDecl<std::uint16_t> distance_layer{
    .name = "distance",
    .description = "Straight-line distance to the nearest public charging site; 65533: over 6.55 km, 65534: no site",
    .unit = "m",
    .scale = 0.1,
    .nodata = distance_nodata,
    .codes_from = distance_longest,
    .style = "distance"};
inline constexpr LayerDecl<SiteOffset> distance_site_layer{.name = "distance_site",
                                                           .description = "the nearest public site in a straight line",
                                                           .unit = "cells",
                                                           .nodata = no_site.drow};

class DistancePart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"distance", 2};
    static constexpr RunScope scope = RunScope::coverage;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{6, 6};
    static constexpr std::tuple layers{distance_layer, distance_site_layer};

    explicit DistancePart(PartInputs const& in) : cell_cm_{in.scenario().region.cell_cm}
    {
        for (Site const& site : existing_sites(in.base()))
            sites_.push_back(site.cell);
    }

    std::string key(TileDigests& tile) const
    {
        if (tile.is_outside()) return key_of({{"algorithm", version_of(algorithm)}, {"ground", tile.outside()}});
        auto const nearest = digest_of([&](ContentHash& hash) {
            for (std::size_t const i : possibly_nearest(sites_, tile.core()))
                add_to(hash, sites_[i]);
        });
        return key_of({{"algorithm", version_of(algorithm)}, {"ground", tile.outside()}, {"chargers", nearest}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        auto distance_dm = work.template core<std::uint16_t>();
        auto site = work.template core<SiteOffset>();
        distance(work.exec(), sites_, work.tile().core, cell_cm_, distance_dm.view(), site.view());
        work.keep(distance_layer, distance_dm.view(), Outside::becomes_empty);
        work.keep(distance_site_layer, site.view(), Outside::becomes_empty);
    }

  private:
    int cell_cm_;
    std::vector<Cell> sites_;  ///< by row and column
};

}  // namespace laad
