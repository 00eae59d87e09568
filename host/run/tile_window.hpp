// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/tile_pass.hpp"

namespace laad {

/// Sites, candidates, dwellings and links in the cells of a padded window.
class TileWindow {
  public:
    TileWindow(TileInputs const& in, TileGround const& ground) : in_{in}, tile_{ground.tile}, number_{ground.number}
    {
        for (Link const& link : in.base.links)
            if (tile_.padded.contains(link.a) && tile_.padded.contains(link.b))
                links_.push_back({local(link.a), local(link.b), link.cost_cm});
    }

    std::vector<Link> const& links() const { return links_; }

    std::vector<WalkSource> sources() const
    {
        std::vector<WalkSource> found;
        for (Site const& site : in_.existing)
            if (site.entry && tile_.padded.contains(site.entry->cell))
                found.push_back({local(site.cell), local(site.entry->cell), site.entry->walk_cm});
        return found;
    }
    std::vector<WalkOrigin> existing_origins() const
    {
        std::vector<WalkOrigin> found;
        for (Site const& site : in_.existing)
            if (site.entry && tile_.padded.contains(site.entry->cell)) found.push_back(origin(*site.entry, site.evse));
        return found;
    }
    /// In the order of in.plan().stations.
    std::vector<WalkOrigin> stations() const
    {
        std::vector<WalkOrigin> found;
        for (std::int32_t const i : in_.plan().stations.of(number_)) {
            Site const& site = in_.base.sites[static_cast<std::size_t>(i)];
            found.push_back(origin(*site.entry, site.evse));
        }
        return found;
    }
    /// In the order of in.plan().candidates.
    std::vector<WalkOrigin> candidates() const
    {
        std::vector<WalkOrigin> found;
        for (std::int32_t const i : in_.plan().candidates.of(number_)) {
            auto const c = static_cast<std::size_t>(in_.plan().ranked[static_cast<std::size_t>(i)]);
            found.push_back(origin(*in_.base.candidates[c].entry, in_.scenario.placement.evse_per_station));
        }
        return found;
    }
    /// Cells of the core.
    std::vector<Cell> dwelling_entries() const
    {
        std::vector<Cell> cells;
        for (std::int32_t const i : in_.dwellings.of(number_))
            cells.push_back(in_.base.dwelling_points[static_cast<std::size_t>(i)].entry->cell - tile_.core.first);
        return cells;
    }

  private:
    Cell local(Cell c) const { return c - tile_.padded.first; }
    WalkOrigin origin(Access const& entry, int evse) const { return {local(entry.cell), entry.walk_cm, evse}; }

    TileInputs const& in_;
    Tile const& tile_;
    std::size_t number_;
    std::vector<Link> links_;
};

}  // namespace laad
