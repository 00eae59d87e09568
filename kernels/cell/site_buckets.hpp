// SPDX-License-Identifier: Apache-2.0
// Sites in square buckets, and which of them can be nearest somewhere in a block of cells.
#pragma once

#include "kernels/cell/rounding.hpp"
#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// Side of the blocks of cells for which candidate sites are searched together.
inline constexpr int block_cells = 64;

/// A site farther than this many cells² is not reported: its distance is distance_longest. Below 2^30 + 2^25 for cells
/// of at least 20 cm, so that squares of the sites that matter fit in 32 bits.
LAAD_HD constexpr std::int64_t farthest_square(int cell_cm)
{
    return 100 * std::int64_t{distance_longest - 1} * (distance_longest - 1) / (std::int64_t{cell_cm} * cell_cm);
}

LAAD_HD constexpr std::int64_t square_distance(Cell a, Cell b)
{
    std::int64_t const row = std::int64_t{a.row} - b.row;
    std::int64_t const col = std::int64_t{a.col} - b.col;
    return row * row + col * col;
}

LAAD_HD constexpr int clamp_to(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/// Borrowed buckets: site numbers of bucket (row, col) are ids[first[row·cols+col] .. first[row·cols+col+1]).
struct SiteBucketsView {
    Cell const* sites{};
    std::int32_t const* first{};
    std::int32_t const* ids{};
    Cell origin{};
    Shape shape{};
    int size{};

    /// Rounds down, also west and north of the buckets.
    LAAD_HD int bucket_row(int row) const { return bucket_of(row - origin.row); }
    LAAD_HD int bucket_col(int col) const { return bucket_of(col - origin.col); }

    /// The site nearest to `cell` or -1 when all are beyond `limit` cells²; of equals, any.
    LAAD_HD std::int32_t nearest(Cell cell, std::int64_t limit) const
    {
        Nearest best{-1, limit + 1};
        Cell const home{bucket_row(cell.row), bucket_col(cell.col)};
        int const last = ring_max(home);
        for (int ring = ring_min(home); ring <= last; ++ring) {
            std::int64_t const gap = ring == 0 ? 0 : std::int64_t{ring - 1} * size + 1;
            if (gap * gap >= best.square) break;
            visit_ring(cell, home, ring, best);
        }
        return best.site;
    }

  private:
    struct Nearest {
        std::int32_t site;
        std::int64_t square;
    };

    LAAD_HD int bucket_of(int offset) const { return offset >= 0 ? offset / size : -((size - 1 - offset) / size); }

    LAAD_HD static int outside_by(int v, int count) { return v < 0 ? -v : v >= count ? v - count + 1 : 0; }
    LAAD_HD int ring_min(Cell home) const
    {
        int const rows = outside_by(home.row, shape.rows);
        int const cols = outside_by(home.col, shape.cols);
        return rows > cols ? rows : cols;
    }
    LAAD_HD int ring_max(Cell home) const
    {
        int const rows = home.row > shape.rows - 1 - home.row ? home.row : shape.rows - 1 - home.row;
        int const cols = home.col > shape.cols - 1 - home.col ? home.col : shape.cols - 1 - home.col;
        return rows > cols ? rows : cols;
    }

    LAAD_HD void visit(Cell cell, int row, int first_col, int last_col, Nearest& best) const
    {
        std::int64_t const base = std::int64_t{row} * shape.cols;
        for (std::int32_t i = first[base + first_col]; i < first[base + last_col + 1]; ++i) {
            std::int64_t const square = square_distance(cell, sites[ids[i]]);
            if (square < best.square) best = {ids[i], square};
        }
    }

    LAAD_HD void visit_ring(Cell cell, Cell home, int ring, Nearest& best) const
    {
        int const west = home.col - ring, east = home.col + ring;
        for (int row = clamp_to(home.row - ring, 0, shape.rows); row < shape.rows && row <= home.row + ring; ++row) {
            bool const whole = row == home.row - ring || row == home.row + ring;
            if (whole) {
                if (east >= 0 && west < shape.cols)
                    visit(cell, row, clamp_to(west, 0, shape.cols - 1), clamp_to(east, 0, shape.cols - 1), best);
                continue;
            }
            if (west >= 0 && west < shape.cols) visit(cell, row, west, west, best);
            if (east >= 0 && east < shape.cols) visit(cell, row, east, east, best);
        }
    }
};

/// A block of cells with the site nearest to its middle; what else can win in it is within `radius` of the middle.
struct SiteBlock {
    Rect cells{};
    Cell winner{};
    int radius{};

    LAAD_HD static Cell middle(Rect block)
    {
        return {block.first.row + block.shape.rows / 2, block.first.col + block.shape.cols / 2};
    }

    /// A site wins somewhere only if it is within |middle - winner| + 2·|middle - corner| of the middle.
    LAAD_HD SiteBlock(Rect block, Cell nearest) : cells{block}, winner{nearest}
    {
        auto const to_winner = static_cast<double>(square_distance(middle(block), nearest));
        radius = static_cast<int>(std::sqrt(to_winner)) + 1 + 2 * (block_cells + 1) * 5 / 7;
    }

    /// Whether `site` is as near as the winner at some corner. The difference of two squared distances is linear over
    /// the block, so a site that loses at every corner loses everywhere.
    LAAD_HD bool can_win(Cell site) const
    {
        int const bottom = cells.first.row + cells.shape.rows - 1;
        int const right = cells.first.col + cells.shape.cols - 1;
        Cell const corners[4] = {cells.first, {cells.first.row, right}, {bottom, cells.first.col}, {bottom, right}};
        for (Cell const corner : corners)
            if (square_distance(corner, site) <= square_distance(corner, winner)) return true;
        return false;
    }
};

/// The blocks of a window in row-major order; those at its south and east edge may be smaller.
struct WindowBlocks {
    Rect window{};

    LAAD_HD int across() const { return (window.shape.cols + block_cells - 1) / block_cells; }
    LAAD_HD int down() const { return (window.shape.rows + block_cells - 1) / block_cells; }
    LAAD_HD std::int64_t count() const { return std::int64_t{across()} * down(); }
    LAAD_HD Rect block(std::int64_t index) const
    {
        return block({static_cast<int>(index / across()), static_cast<int>(index % across())});
    }
    /// The block in row and column `at` of the blocks.
    LAAD_HD Rect block(Cell at) const
    {
        int const row = at.row * block_cells, col = at.col * block_cells;
        int const rows = window.shape.rows - row, cols = window.shape.cols - col;
        return {{window.first.row + row, window.first.col + col},
                {rows < block_cells ? rows : block_cells, cols < block_cells ? cols : block_cells}};
    }
};

/// The sites that can matter for a window, sorted and without duplicates, in buckets of about one site each.
class SiteBuckets {
  public:
    SiteBuckets(std::span<Cell const> all, Rect window, int cell_cm)
    {
        keep_sites_near(all, window, static_cast<int>(ceil_root(farthest_square(cell_cm))));
        if (sites_.empty()) return;
        choose_buckets();
        fill_buckets();
    }

    std::vector<Cell> const& sites() const { return sites_; }
    std::vector<std::int32_t> const& first() const { return first_; }
    std::vector<std::int32_t> const& ids() const { return ids_; }
    SiteBucketsView view() const { return {sites_.data(), first_.data(), ids_.data(), origin_, shape_, size_}; }

  private:
    void keep_sites_near(std::span<Cell const> all, Rect window, int reach)
    {
        Rect const near{{window.first.row - reach, window.first.col - reach},
                        {window.shape.rows + 2 * reach, window.shape.cols + 2 * reach}};
        auto const row_before = [](Cell site, int row) { return site.row < row; };
        auto site = std::lower_bound(all.begin(), all.end(), near.first.row, row_before);
        for (; site != all.end() && site->row < near.first.row + near.shape.rows; ++site)
            if (near.contains(*site) && (sites_.empty() || !(sites_.back() == *site))) sites_.push_back(*site);
    }

    void choose_buckets()
    {
        int west = sites_.front().col, east = west;
        for (Cell const site : sites_) {
            west = std::min(west, site.col);
            east = std::max(east, site.col);
        }
        std::int64_t const rows = sites_.back().row - sites_.front().row + 1, cols = east - west + 1;
        auto const area_each = rows * cols / static_cast<std::int64_t>(sites_.size()) + 1;
        size_ = static_cast<int>(std::max<std::int64_t>(16, ceil_root(area_each)));
        origin_ = {sites_.front().row, west};
        shape_ = {static_cast<int>((rows + size_ - 1) / size_), static_cast<int>((cols + size_ - 1) / size_)};
    }

    /// A counting sort, so that the sites of a bucket stay in order.
    void fill_buckets()
    {
        SiteBucketsView const buckets = view();
        auto const bucket = [&](Cell site) {
            return static_cast<std::size_t>(std::int64_t{buckets.bucket_row(site.row)} * shape_.cols +
                                            buckets.bucket_col(site.col));
        };
        first_.assign(static_cast<std::size_t>(shape_.cells()) + 1, 0);
        for (Cell const site : sites_)
            ++first_[bucket(site) + 1];
        for (std::size_t i = 1; i < first_.size(); ++i)
            first_[i] += first_[i - 1];
        std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
        ids_.resize(sites_.size());
        for (std::size_t id = 0; id < sites_.size(); ++id)
            ids_[static_cast<std::size_t>(next[bucket(sites_[id])]++)] = static_cast<std::int32_t>(id);
    }

    std::vector<Cell> sites_;
    std::vector<std::int32_t> first_;
    std::vector<std::int32_t> ids_;
    Cell origin_{};
    Shape shape_{};
    int size_{1};
};

/// What a cell shows that no site is near enough to.
struct WithoutSiteCell {
    bool any_site;  ///< far away
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;

    LAAD_HD void operator()(Cell c) const
    {
        distance_dm[c] = any_site ? distance_longest : distance_beyond;
        site[c] = no_site;
    }
};

}  // namespace laad
