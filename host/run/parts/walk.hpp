// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/by_tile.hpp"
#include "host/run/parts/existing_sites.hpp"
#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "kernels/gather.hpp"

#include <algorithm>
#include <limits>

namespace laad {

inline constexpr LayerDecl<std::uint16_t> walk_layer{
    .name = "walk",
    .description = "Walk to the nearest public charging site; 65534: beyond {} m, nodata: not walkable",
    .metres = [](Scenario const& s) { return s.coverage.max_walk_m; },
    .unit = "m",
    .scale = 0.1,
    .nodata = distance_nodata,
    .codes_from = distance_beyond,
    .style = "walk"};
inline constexpr LayerDecl<SiteOffset> walk_site_layer{
    .name = "walk_site", .description = "the nearest public site on foot", .unit = "cells", .nodata = no_site.drow};
inline constexpr LayerDecl<std::uint16_t> evse_within_layer{
    .name = "evse_within",
    .description = "Public charge points (EVSE) within {} m on foot",
    .metres = [](Scenario const& s) { return s.coverage.evse_within_m; },
    .unit = "EVSE",
    .nodata = std::numeric_limits<std::uint16_t>::max(),
    .style = "evse_within"};

/// Lists  the walk at the entry of each dwelling in the tile
class WalkPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"walk", 1};
    static constexpr RunScope scope = RunScope::coverage;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{18, 14, walk_scratch_bytes};
    static constexpr std::tuple layers{walk_layer, walk_site_layer, evse_within_layer};
    static constexpr bool keeps_lists = true;
    static int halo(Scenario const& s)
    {
        return walk_halo(std::max(s.coverage.max_walk_m, s.coverage.evse_within_m) * 100, s.region.cell_cm) +
               move_reach;
    }

    explicit WalkPart(PartInputs const& in)
        : base_{in.base()},
          scenario_{in.scenario()},
          sites_{existing_sites(base_)},
          dwellings_{dwellings_by_tile(base_, in.tile_cells)}
    {
        std::erase_if(sites_, [](Site const& site) { return !site.entry; });
    }

    /// Dwellings by their entry.
    static ByTile dwellings_by_tile(BaseLayers const& base, int tile_cells)
    {
        ByTile numbers{base.grid.shape, tile_cells};
        for (std::size_t i = 0; i < base.dwelling_points.size(); ++i)
            if (auto const& entry = base.dwelling_points[i].entry) numbers.add(entry->cell, i);
        return numbers;
    }

    std::string key(TileDigests& tile) const
    {
        Rect const window = grow(tile.core(), halo(scenario_), base_.grid.shape);
        auto const near = digest_of([&](ContentHash& hash) {
            for (Site const& site : sites_) {
                if (!window.contains(site.entry->cell)) continue;
                add_to(hash, site.cell);
                add_to(hash, *site.entry);
                hash.add(std::int64_t{site.evse});
            }
        });
        auto const entries = digest_of([&](ContentHash& hash) {
            for (Cell const cell : dwelling_entries(tile.tile()))
                add_to(hash, cell);
        });
        return key_of(
            {{"algorithm", version_of(algorithm)},
             {"settings", digest_of_numbers({scenario_.coverage.max_walk_m, scenario_.coverage.evse_within_m})},
             {"ground", tile.ground_within(window)},
             {"chargers", near},
             {"dwellings", entries}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        auto walk_dm = nearest_walk(work);
        charge_points(work);
        work.keep_lists(std::move(walk_dm));
    }

  private:
    std::vector<Cell> dwelling_entries(std::size_t tile) const
    {
        std::vector<Cell> cells;
        for (std::uint32_t const i : dwellings_.of(tile))
            cells.push_back(base_.dwelling_points[i].entry->cell);
        return cells;
    }

    /// At the dwellings of the tile.
    template <class Exec>
    std::vector<std::uint16_t> nearest_walk(TileWork<Exec>& work) const
    {
        std::vector<WalkSource> sources;
        for (Site const& site : sites_)
            if (work.tile().padded.contains(site.entry->cell))
                sources.push_back({work.local(site.cell), work.local(site.entry->cell), site.entry->walk_cm});
        auto distance_dm = work.template padded<std::uint16_t>();
        auto site = work.template padded<SiteOffset>();
        walk(work.exec(), work.walk_area(), work.surface(), sources, scenario_.coverage.max_walk_m * 100,
             distance_dm.view(), site.view());
        work.keep(walk_layer, work.core_of(distance_dm), Outside::is_empty);
        work.keep(walk_site_layer, work.core_of(site), Outside::is_empty);

        std::vector<Cell> entries = dwelling_entries(work.number());
        for (Cell& cell : entries)
            cell = work.local(cell);
        return gather(work.exec(), distance_dm.view(), entries);
    }

    template <class Exec>
    void charge_points(TileWork<Exec>& work) const
    {
        std::vector<WalkOrigin> origins;
        for (Site const& site : sites_)
            if (work.tile().padded.contains(site.entry->cell))
                origins.push_back({work.local(site.entry->cell), site.entry->walk_cm, site.evse});
        auto evse = work.template padded<std::uint16_t>();
        evse_within(work.exec(), work.walk_area(), work.surface(), origins, scenario_.coverage.evse_within_m * 100,
                    evse.view());
        work.keep(evse_within_layer, work.core_of(evse), Outside::is_empty);
    }

    BaseLayers const& base_;
    Scenario const& scenario_;
    std::vector<Site> sites_;  ///< that can be reached on foot
    ByTile dwellings_;
};

/// walk_dm at the entry of each dwelling; beyond without one.
/// Errors  OutputError: a file of the part is damaged
inline std::vector<std::uint16_t> walk_at_dwellings(PartInputs const& in)
{
    return kept_values(in.lists, WalkPart::algorithm.name, WalkPart::dwellings_by_tile(in.base(), in.tile_cells),
                       std::vector(in.base().dwelling_points.size(), distance_beyond));
}

}  // namespace laad
