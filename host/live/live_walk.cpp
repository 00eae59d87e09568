// SPDX-License-Identifier: Apache-2.0
#include "host/live/live_walk.hpp"

#include "host/run/parts/walk.hpp"
#include "host/run/parts/walk_ground.hpp"

#include <algorithm>

namespace laad {
namespace {

std::vector<Site> reachable_sites(BaseLayers const& base)
{
    auto sites = existing_sites(base);
    std::erase_if(sites, [](Site const& site) { return !site.entry; });
    return sites;
}

bool same_for_walks(Site const& a, Site const& b)
{
    return a.cell == b.cell && a.evse == b.evse && a.entry == b.entry;
}

/// Adds the entries of the sites that are not in `those`; both go by cell.
void add_entries_of_others(std::vector<Site> const& these, std::vector<Site> const& those, std::vector<Cell>& to)
{
    for (Site const& site : these) {
        auto const same = std::lower_bound(those.begin(), those.end(), site,
                                           [](Site const& a, Site const& b) { return a.cell < b.cell; });
        if (same == those.end() || !same_for_walks(site, *same)) to.push_back(site.entry->cell);
    }
}

/// Joins windows where that makes no more cells.
void add_window(std::vector<Rect>& windows, Rect window)
{
    for (auto other = windows.begin(); other != windows.end(); ++other) {
        Rect const both = joined(*other, window);
        if (both.shape.cells() > other->shape.cells() + window.shape.cells()) continue;
        windows.erase(other);
        return add_window(windows, both);
    }
    windows.push_back(window);
}

}  // namespace

LiveWalk::LiveWalk(Inputs const& inputs, Layers const& layers, CpuExec exec)
    : inputs_{inputs},
      exec_{exec},
      sites_{reachable_sites(inputs.base)},
      walk_dm_{layers[walk_layer]},
      nearest_{layers[walk_site_layer]},
      evse_{layers[evse_within_layer]}
{
}

int LiveWalk::halo_of(int metres) const
{
    return walk_halo(metres * 100, inputs_.scenario.region.cell_cm) + move_reach;
}

std::vector<Rect> LiveWalk::around_changes(std::vector<Site> const& now, int halo) const
{
    std::vector<Cell> entries;
    add_entries_of_others(sites_, now, entries);
    add_entries_of_others(now, sites_, entries);
    std::vector<Rect> windows;
    for (Cell const entry : entries)
        add_window(windows, grow({entry, {1, 1}}, halo, inputs_.base.grid.shape));
    return windows;
}

void LiveWalk::update(Patches& patches, std::vector<std::uint16_t>& walk_at_dwelling)
{
    CoverageConfig const& config = inputs_.scenario.coverage;
    auto now = reachable_sites(inputs_.base);
    auto const walks = around_changes(now, halo_of(config.max_walk_m));
    auto const counts = around_changes(now, halo_of(config.evse_within_m));
    sites_ = std::move(now);
    for (Rect const core : walks)
        walk_in(core, patches);
    for (Rect const core : counts)
        count_in(core, patches);

    auto const& dwellings = inputs_.base.dwelling_points;
    for (Rect const core : walks) {
        auto const walk_dm = walk_dm_.read(core);
        for (std::size_t i = 0; i < dwellings.size(); ++i)
            if (auto const& entry = dwellings[i].entry; entry && core.contains(entry->cell))
                walk_at_dwelling[i] = walk_dm[entry->cell - core.first];
    }
}

void LiveWalk::walk_in(Rect core, Patches& patches)
{
    int const bound_m = inputs_.scenario.coverage.max_walk_m;
    WalkGround const ground{exec_, inputs_.base, grow(core, halo_of(bound_m), inputs_.base.grid.shape)};
    std::vector<WalkSource> sources;
    for (Site const& site : sites_)
        if (ground.window().contains(site.entry->cell))
            sources.push_back({ground.local(site.cell), ground.local(site.entry->cell), site.entry->walk_cm});
    Array<std::uint16_t, CpuExec> distance_dm{exec_, ground.window().shape};
    Array<SiteOffset, CpuExec> nearest{exec_, ground.window().shape};
    walk(exec_, ground.area(), ground.surface(), sources, bound_m * 100, distance_dm.view(), nearest.view());
    Rect const inner{ground.local(core.first), core.shape};
    patches.write<std::uint16_t>(walk_dm_, walk_layer.name, core, distance_dm.view().window(inner));
    patches.write<SiteOffset>(nearest_, walk_site_layer.name, core, nearest.view().window(inner));
}

void LiveWalk::count_in(Rect core, Patches& patches)
{
    int const bound_m = inputs_.scenario.coverage.evse_within_m;
    WalkGround const ground{exec_, inputs_.base, grow(core, halo_of(bound_m), inputs_.base.grid.shape)};
    std::vector<WalkOrigin> origins;
    for (Site const& site : sites_)
        if (ground.window().contains(site.entry->cell))
            origins.push_back({ground.local(site.entry->cell), site.entry->walk_cm, site.evse});
    Array<std::uint16_t, CpuExec> evse{exec_, ground.window().shape};
    evse_within(exec_, ground.area(), ground.surface(), origins, bound_m * 100, evse.view());
    patches.write<std::uint16_t>(evse_, evse_within_layer.name, core,
                                 evse.view().window({ground.local(core.first), core.shape}));
}

}  // namespace laad
