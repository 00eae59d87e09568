// SPDX-License-Identifier: Apache-2.0
#include "kernels/distance.hpp"

#include "kernels/cell/site_buckets.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk_contracts.hpp"

#include <array>

namespace laad {
namespace {

/// Per cell of a row of a block: the squared distance to the nearest candidate and its place in the list.
struct RowBest {
    alignas(64) std::array<std::int32_t, block_cells> square;
    alignas(64) std::array<std::int32_t, block_cells> candidate;
};

/// Where a candidate lies, seen from the first cell of the block. Candidates are in order, so the first of equals wins.
__attribute__((target_clones("avx2", "default"))) void nearest_in_row(std::span<Cell const> candidates, int row,
                                                                      RowBest& best)
{
    best.square.fill(INT32_MAX);
    best.candidate.fill(-1);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::int32_t const rows = row - candidates[i].row;
        std::int32_t const rows_square = rows * rows;
        auto const number = static_cast<std::int32_t>(i);
        for (std::size_t col = 0; col < block_cells; ++col) {
            std::int32_t const cols = static_cast<std::int32_t>(col) - candidates[i].col;
            std::int32_t const square = rows_square + cols * cols;
            bool const nearer = square < best.square[col];
            best.candidate[col] = nearer ? number : best.candidate[col];
            best.square[col] = nearer ? square : best.square[col];
        }
    }
}

__attribute__((target_clones("avx2", "default"))) void decimetres(RowBest const& best, double square_cm,
                                                                  std::array<std::int32_t, block_cells>& dm)
{
    for (std::size_t col = 0; col < block_cells; ++col)
        dm[col] = dm_from_square_cm(best.square[col] * square_cm);
}

class BlockFiller {
  public:
    BlockFiller(SiteBuckets const& buckets, Rect window, int cell_cm, View<std::uint16_t> distance_dm,
                View<SiteOffset> site)
        : buckets_{buckets.view()},
          window_{window},
          limit_{farthest_square(cell_cm)},
          square_cm_{static_cast<double>(cell_cm) * cell_cm},
          distance_dm_{distance_dm},
          site_{site}
    {
    }

    void operator()(Rect block, std::vector<std::int32_t>& ids, std::vector<Cell>& candidates) const
    {
        find_candidates(block, ids, candidates);
        RowBest best;
        std::array<std::int32_t, block_cells> dm;
        for (int row = 0; row < block.shape.rows; ++row) {
            nearest_in_row(candidates, row, best);
            decimetres(best, square_cm_, dm);
            write_row(block, row, candidates, best, dm);
        }
    }

  private:
    /// The sites that can win in `block`, in order, relative to its first cell.
    void find_candidates(Rect block, std::vector<std::int32_t>& ids, std::vector<Cell>& candidates) const
    {
        ids.clear();
        candidates.clear();
        std::int64_t const across = 2 * block_cells;
        std::int64_t const limit = root_rounded_up(limit_) + across;
        Cell const middle = SiteBlock::middle(block);
        std::int32_t const nearest = buckets_.nearest(middle, limit * limit);
        if (nearest < 0) return;
        SiteBlock const search{block, buckets_.sites[nearest]};
        int const top = std::max(0, buckets_.bucket_row(middle.row - search.radius));
        int const bottom = std::min(buckets_.shape.rows - 1, buckets_.bucket_row(middle.row + search.radius));
        int const left = std::max(0, buckets_.bucket_col(middle.col - search.radius));
        int const right = std::min(buckets_.shape.cols - 1, buckets_.bucket_col(middle.col + search.radius));
        for (int row = top; row <= bottom && left <= right; ++row) {
            std::int64_t const base = std::int64_t{row} * buckets_.shape.cols;
            for (std::int32_t i = buckets_.first[base + left]; i < buckets_.first[base + right + 1]; ++i)
                if (search.can_win(buckets_.sites[buckets_.ids[i]])) ids.push_back(buckets_.ids[i]);
        }
        std::sort(ids.begin(), ids.end());
        for (std::int32_t const id : ids)
            candidates.push_back(buckets_.sites[id] - block.first);
    }

    void write_row(Rect block, int row, std::span<Cell const> candidates, RowBest const& best,
                   std::array<std::int32_t, block_cells> const& dm) const
    {
        Cell const out = block.first - window_.first + Cell{row, 0};
        std::uint16_t* const distance_row = &distance_dm_[out];
        SiteOffset* const site_row = &site_[out];
        for (int col = 0; col < block.shape.cols; ++col) {
            auto const i = static_cast<std::size_t>(col);
            if (best.square[i] > limit_) {
                distance_row[col] = distance_longest;
                site_row[col] = no_site;
                continue;
            }
            Cell const to = candidates[static_cast<std::size_t>(best.candidate[i])] - Cell{row, col};
            distance_row[col] = static_cast<std::uint16_t>(dm[i]);
            site_row[col] = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
        }
    }

    SiteBucketsView buckets_;
    Rect window_;
    std::int64_t limit_;
    double square_cm_;
    View<std::uint16_t> distance_dm_;
    View<SiteOffset> site_;
};

void fill_without_sites(CpuExec const& exec, std::uint16_t code, View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    for_each_cell(exec, distance_dm.shape, [=](Cell c) {
        distance_dm[c] = code;
        site[c] = no_site;
    });
}

}  // namespace

void distance(CpuExec const& exec, std::span<Cell const> sites, Rect window, int cell_cm,
              View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_distance_arguments(sites, window, cell_cm, distance_dm.shape, site.shape);
    if (sites.empty()) return fill_without_sites(exec, distance_beyond, distance_dm, site);
    SiteBuckets const buckets{sites, window, cell_cm};
    if (buckets.sites().empty()) return fill_without_sites(exec, distance_longest, distance_dm, site);
    BlockFiller const fill{buckets, window, cell_cm, distance_dm, site};
    WindowBlocks const blocks{window};
    for_each_range(exec, blocks.count(), 4, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::int32_t> ids;
        std::vector<Cell> candidates;
        for (std::int64_t i = begin; i < end; ++i)
            fill(blocks.block(i), ids, candidates);
    });
}

}  // namespace laad
