// SPDX-License-Identifier: Apache-2.0
#include "host/report/reach_file.hpp"

#include "host/prepare/archive.hpp"
#include "host/report/tables.hpp"
#include "host/run/reach_files.hpp"
#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"

#include <algorithm>
#include <functional>

namespace laad {

template <class Archive>
void fields(Archive& archive, Is<Reached> auto& v)
{
    archive(v.node, v.walk_cm);
}
template <class Archive>
void fields(Archive& archive, Is<ReachLists> auto& v)
{
    archive(v.first, v.entries);
}
template <class Archive>
void fields(Archive& archive, Is<PlanReach> auto& v)
{
    archive(v.network, v.cells, v.candidates, v.lists);
}

namespace {

std::string network_of(Run const& run)
{
    ContentHash hash;
    hash.add(run.base.surface.content_hash());
    hash.add(run.base.walls.content_hash());
    hash.add(std::int64_t{run.scenario.demand.service_walk_m});
    GridSpec const& grid = run.base.grid;
    for (Link const& link : run.base.links)
        for (std::int64_t const value : {grid.index(link.a), grid.index(link.b), std::int64_t{link.cost_cm}})
            hash.add(value);
    for (DemandNode const& node : run.base.nodes)
        for (std::int64_t const value : {grid.index(node.cell), std::int64_t{node.access_cm}})
            hash.add(value);
    return hash.digest();
}

/// A checksum shows an accident, not whether the numbers make sense.
bool fits(PlanReach const& reach, GridSpec const& grid)
{
    auto const& cells = reach.cells;
    bool const ascending = std::ranges::adjacent_find(cells, std::ranges::greater_equal{}) == cells.end();
    return ascending && (cells.empty() || (cells.front() >= 0 && cells.back() < grid.shape.cells())) &&
           are_lists(reach.lists, reach.candidates.size(), cells.size());
}

}  // namespace

PlanReach plan_reach(Run const& run)
{
    PlanReach reach;
    reach.network = network_of(run);
    for (Placement const& placement : run.results.plan.placements) {
        reach.candidates.push_back(candidate_of(run, placement).id);
        auto const list = run.results.candidate_reach.of(static_cast<std::size_t>(placement.candidate));
        reach.lists.entries.insert(reach.lists.entries.end(), list.begin(), list.end());
        reach.lists.first.push_back(static_cast<std::int64_t>(reach.lists.entries.size()));
    }
    std::vector<std::int32_t> nodes;
    for (Reached const& reached : reach.lists.entries)
        nodes.push_back(reached.node);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    for (std::int32_t const node : nodes)
        reach.cells.push_back(run.base.grid.index(run.base.nodes[static_cast<std::size_t>(node)].cell));
    for (Reached& reached : reach.lists.entries)
        reached.node = static_cast<std::int32_t>(std::ranges::lower_bound(nodes, reached.node) - nodes.begin());
    return reach;
}

void write_reach(std::filesystem::path const& file, PlanReach const& reach)
{
    ArchiveWriter archive{file};
    archive(reach);
    archive.finish();
}

PlanReach read_reach(std::filesystem::path const& file, GridSpec const& grid)
{
    MappedFile const mapped{file};
    auto const need = [&](bool right, char const* what) {
        if (!right)
            throw InputError{file.string() + ": is " + what + "; make the output folder again with laadraster run"};
    };
    need(is_whole(mapped.bytes()), "absent or damaged");
    PlanReach reach;
    ArchiveReader archive{mapped.bytes()};
    archive(reach);
    need(archive.is_done() && fits(reach, grid), "not what places reach on the grid of this plan");
    return reach;
}

}  // namespace laad
