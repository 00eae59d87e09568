// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/reach_file.hpp"

#include "host/run/parts/reach_lists.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/archive.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/positioned_file.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <algorithm>
#include <functional>

namespace laad {

auto fields(Is<ReachLists> auto& v)
{
    return std::tie(v.first, v.entries);
}
auto fields(Is<PlanReach> auto& v)
{
    return std::tie(v.network, v.cells, v.candidates, v.lists);
}

namespace {

/// At the end of the file: of all that is before it.
std::string digest_of(std::span<std::byte const> content)
{
    ContentHash hash;
    hash.add(content);
    return hash.digest();
}

std::string network_of(Inputs const& inputs)
{
    ContentHash hash;
    hash.add(inputs.base.surface.content_hash());
    hash.add(inputs.base.walls.content_hash());
    hash.add(std::int64_t{inputs.scenario.demand.service_walk_m});
    GridSpec const& grid = inputs.base.grid;
    for (Link const& link : inputs.base.links)
        for (std::int64_t const value : {grid.index(link.a), grid.index(link.b), std::int64_t{link.cost_cm}})
            hash.add(value);
    for (DemandNode const& node : inputs.base.nodes)
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

PlanReach plan_reach(Inputs const& inputs, Findings const& findings)
{
    PlanReach reach;
    reach.network = network_of(inputs);
    for (Placement const& placement : findings.plan.placements) {
        reach.candidates.push_back(inputs.base.candidates[placement.candidate].id);
        auto const list = findings.candidate_reach.of(placement.candidate);
        reach.lists.entries.insert(reach.lists.entries.end(), list.begin(), list.end());
        reach.lists.first.push_back(static_cast<std::int64_t>(reach.lists.entries.size()));
    }
    std::vector<NodeId> nodes;
    for (Reached const& reached : reach.lists.entries)
        nodes.push_back(reached.node);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    for (NodeId const node : nodes)
        reach.cells.push_back(inputs.base.grid.index(inputs.base.nodes[node].cell));
    for (Reached& reached : reach.lists.entries)
        reached.node = NodeId{std::ranges::lower_bound(nodes, reached.node) - nodes.begin()};
    return reach;
}

void write_reach(std::filesystem::path const& file, PlanReach const& reach)
{
    auto bytes = to_bytes(reach);
    std::string const digest = digest_of(bytes);
    append(bytes, std::as_bytes(std::span{digest}));
    write_whole_file(file, bytes);
}

PlanReach read_reach(std::filesystem::path const& file, GridSpec const& grid)
{
    MappedFile const mapped{file};
    auto const bytes = mapped.bytes();
    auto const need = [&](bool right, char const* what) {
        if (!right)
            throw InputError{file.string() + ": is " + what + "; make the output folder again with laadraster run"};
    };
    auto const content = bytes.first(bytes.size() - std::min(bytes.size(), digest_bytes));
    std::string const digest = digest_of(content);
    need(std::ranges::equal(bytes.subspan(content.size()), std::as_bytes(std::span{digest})), "absent or damaged");
    PlanReach reach;
    need(from_bytes(content, reach) && fits(reach, grid), "not what places reach on the grid of this plan");
    return reach;
}

}  // namespace laad
