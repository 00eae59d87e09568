// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "kernels/cell/walk_result.hpp"
#include "kernels/cpu/bucket_walk.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk_contracts.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <map>

namespace laad {
namespace {

/// Sources in a block of this size are walked from together: the block with its surroundings stays in the cache.
constexpr int sources_block_cells = 512;

Cell block_of(WalkSource const& source)
{
    return {source.access.row / sources_block_cells, source.access.col / sources_block_cells};
}

/// The numbers of the sources in each block of the window that has any.
std::vector<std::vector<std::uint32_t>> by_block(std::span<WalkSource const> sources)
{
    std::map<Cell, std::vector<std::uint32_t>> blocks;
    for (std::size_t i = 0; i < sources.size(); ++i)
        blocks[block_of(sources[i])].push_back(static_cast<std::uint32_t>(i));
    std::vector<std::vector<std::uint32_t>> numbers;
    for (auto& [block, members] : blocks)
        numbers.push_back(std::move(members));
    return numbers;
}

}  // namespace

void walk(CpuExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkSource const> sources,
          int bound_cm, View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    Shape const shape = area.moves.shape;
    expect(surface.shape == shape && distance_dm.shape == shape && site.shape == shape,
           "walk: moves, surface and results have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_sources(area, sources);

    LinkTable const links{area};
    auto const labels = std::make_shared<WalkLabels<std::uint64_t>>(exec, shape);
    tbb::enumerable_thread_specific<BucketWalk<std::uint64_t>> walks{[&] {
        return BucketWalk<std::uint64_t>{area, links, bound_cm, labels};
    }};
    std::vector<std::vector<std::uint32_t>> const blocks = by_block(sources);
    for_each_index(exec, static_cast<std::int64_t>(blocks.size()), [&](std::int64_t i) {
        BucketWalk<std::uint64_t>& from_block = walks.local();
        for (std::uint32_t const number : blocks[static_cast<std::size_t>(i)])
            from_block.start(sources[number].access, sources[number].start_cm, number);
        from_block.run();
    });

    std::vector<Cell> sites;
    for (WalkSource const& source : sources)
        sites.push_back(source.site);
    WalkResultCell const result{surface, sites.data(), bound_cm, distance_dm, site};
    for_each_cell(exec, shape, [&](Cell c) { result.write(c, (*labels)[labels->place(c)]); });
}

}  // namespace laad
