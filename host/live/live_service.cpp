// SPDX-License-Identifier: Apache-2.0
#include "host/live/live_service.hpp"

#include "host/run/parts/walk_ground.hpp"
#include "host/run/service.hpp"
#include "rasters/tile.hpp"

namespace laad {

LiveService::LiveService(Inputs const& inputs, ReachLists const& lists, CpuExec exec) : inputs_{inputs}, exec_{exec}
{
    for (std::size_t i = 0; i < inputs.base.sites.size(); ++i)
        if (auto const& entry = inputs.base.sites[i].entry) {
            auto const list = lists.of(i);
            known_.try_emplace({entry->cell, entry->walk_cm}, list.begin(), list.end());
        }
}

void LiveService::update(Findings& findings)
{
    ReachLists lists;
    for (Site const& site : inputs_.base.sites) {
        if (site.entry) {
            auto const& list = reach_of(*site.entry);
            lists.entries.insert(lists.entries.end(), list.begin(), list.end());
        }
        lists.first.push_back(std::ssize(lists.entries));
    }
    findings.stations.clear();
    std::vector<std::string> no_device_notes;
    serve_existing(inputs_, lists, {exec_, exec_.threads(), no_device_notes}, findings);
}

std::vector<Reached> const& LiveService::reach_of(Access const& entry)
{
    auto const [known, is_new] = known_.try_emplace({entry.cell, entry.walk_cm});
    if (is_new) known->second = walked_from(entry);
    return known->second;
}

std::vector<Reached> LiveService::walked_from(Access const& entry) const
{
    BaseLayers const& base = inputs_.base;
    int const bound_cm = inputs_.scenario.demand.service_walk_m * 100;
    int const halo = walk_halo(bound_cm, base.grid.cell_cm) + move_reach;
    WalkGround const ground{exec_, base, grow({entry.cell, {1, 1}}, halo, base.grid.shape)};
    auto const nodes = base.nodes_in(ground.window());
    Raster<std::int32_t> numbers{ground.window().shape, -1};
    std::vector<std::int32_t> access_cm;
    for (NodeId const node : nodes) {
        numbers[ground.local(base.nodes[node].cell)] = static_cast<std::int32_t>(access_cm.size());
        access_cm.push_back(base.nodes[node].access_cm);
    }
    WalkOrigin const origin{ground.local(entry.cell), entry.walk_cm, 1};
    ReachLists lists =
        reach(exec_, ground.area(), std::as_const(numbers).view(), access_cm, std::span{&origin, 1}, bound_cm);
    for (Reached& reached : lists.entries)
        reached.node = nodes[reached.node.index()];
    return std::move(lists.entries);
}

}  // namespace laad
