// SPDX-License-Identifier: Apache-2.0
// What stations and candidates reach on foot. On disk a tile numbers its own origins and nodes, so that nothing
// elsewhere changes what is kept.
#pragma once

#include "host/run/parts/by_tile.hpp"
#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "kernels/service.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Cells around a tile within which lies all that its stations and candidates reach.
inline int reach_halo(Scenario const& s)
{
    return walk_halo(s.demand.service_walk_m * 100, s.region.cell_cm) + move_reach;
}
inline Rect reach_window(PartInputs const& in, Rect core)
{
    return grow(core, reach_halo(in.scenario()), in.base().grid.shape);
}

/// What stations and candidates have in common: both are origins with an entry, of which each reaches demand on foot.
class ReachPart : public PartDefaults {
  public:
    static constexpr RunScope scope = RunScope::plan_without_grid;
    static constexpr Needs needs = Needs::inputs;
    static constexpr bool keeps_lists = true;
    static int halo(Scenario const& s) { return reach_halo(s); }

    std::string key(TileDigests&) const;

    /// Keeps the lists of the origins in a tile.
    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        ReachLists lists = reached(work);
        work.keep_lists(std::move(lists.first), std::move(lists.entries));
    }

    /// The origins with an entry, by the tile that holds it.
    ByTile const& by_tile() const { return by_tile_; }
    /// The lists of a tile as they are kept, with the nodes of the region.
    /// Errors  OutputError: they are damaged, or are not of this tile
    ReachLists lists_of_tile(std::size_t tile) const;
    /// The lists of all origins; one without an entry reaches nothing. Tiles are read side by side.
    ReachLists lists() const;

  protected:
    /// `things`: what the origins are called in keys.
    ReachPart(PartInputs const& in, Algorithm const& algorithm, std::string_view things)
        : in_{in}, algorithm_{algorithm}, things_{things}, by_tile_{in.base().grid.shape, in.tile_cells}
    {
    }
    void add(std::optional<Access> const& entry, int evse)
    {
        if (entry) by_tile_.add(entry->cell, origins_.size());
        origins_.push_back({entry.value_or(Access{}), evse});
    }

  private:
    struct Origin {
        Access entry;
        int evse{};
    };

    /// Nodes by their position among those of the reach window.
    template <class Exec>
    ReachLists reached(TileWork<Exec>& work) const
    {
        std::vector<WalkOrigin> origins;
        for (std::uint32_t const i : by_tile_.of(work.number())) {
            Origin const& origin = origins_[i];
            origins.push_back({work.local(origin.entry.cell), origin.entry.walk_cm, origin.evse});
        }
        ReachLists none;
        none.first.resize(origins.size() + 1, 0);
        if (origins.empty()) return none;
        Raster<std::int32_t> numbers{work.tile().padded.shape, -1};
        std::vector<std::int32_t> access_cm;
        for (NodeId const node : in_.base().nodes_in(reach_window(in_, work.tile().core))) {
            DemandNode const& place = in_.base().nodes[node];
            numbers[work.local(place.cell)] = static_cast<std::int32_t>(access_cm.size());
            access_cm.push_back(place.access_cm);
        }
        Uploaded<std::int32_t, Exec> const node{work.exec(), std::as_const(numbers).view()};
        return reach(work.exec(), work.walk_area(), node.view(), access_cm, origins,
                     in_.scenario().demand.service_walk_m * 100);
    }

    PartInputs const& in_;
    Algorithm const& algorithm_;
    std::string_view things_;
    std::vector<Origin> origins_;
    ByTile by_tile_;
};

}  // namespace laad
