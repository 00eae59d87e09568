// SPDX-License-Identifier: Apache-2.0
// Squared distances along a row to two sites differ by a linear function of the column, so within a block the nearest
// is the least of lines r² + c² above: one addition a cell and site.
#include "kernels/distance.hpp"

#include "kernels/cell/site_buckets.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk_contracts.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace laad {
namespace {

constexpr std::size_t few_sites = 6;  ///< with more, a block is cut in four
constexpr int block_depths = 3;       ///< blocks of 64, 32 and 16 cells

using Lane = std::int32_t __attribute__((vector_size(32)));
using Bits = std::uint32_t __attribute__((vector_size(32)));
using Float = float __attribute__((vector_size(32)));
using Dm = std::uint16_t __attribute__((vector_size(16)));
constexpr int lane_cells = 8;
constexpr int block_lanes = block_cells / lane_cells;

/// An offset as one integer: rows in the low half, columns in the high half. Offsets too long for 16 bits wrap until
/// the column of the cell is taken off.
constexpr std::uint32_t packed(Cell to)
{
    return (static_cast<std::uint32_t>(to.row) & 0xffff) | static_cast<std::uint32_t>(to.col) << 16;
}
static_assert(std::bit_cast<std::uint32_t>(SiteOffset{2, -1}) == packed({2, -1}), "the layout of SiteOffset");

/// A site as the rows of a block see it.
struct SiteLine {
    Cell site;                            ///< from the first cell of the block
    std::array<Lane, block_lanes> slope;  ///< per column: what its line is there above column 0

    SiteLine(Cell from_block, int lanes) : site{from_block}
    {
        Lane const first_cols = -2 * site.col * Lane{0, 1, 2, 3, 4, 5, 6, 7};
        for (int lane = 0; lane < lanes; ++lane)
            slope[static_cast<std::size_t>(lane)] = first_cols - 2 * site.col * lane * lane_cells;
    }
    /// At column 0. Below 2^30 + 2^27, as sites that matter in a block are at most some 33,000 cells away.
    std::int32_t height(int row) const { return site.row * site.row + site.col * site.col - 2 * row * site.row; }
};

/// What a site is in one row of a block.
struct LineInRow {
    Lane const* slope;
    std::int32_t height;
    std::uint32_t site;  ///< from column 0, packed
};

/// Cells of a row: the squared distance to the nearest site, and where that is from each cell, packed.
struct Nearest {
    Lane square;
    Bits site;
};

/// At least one site; they are in order, so the first of equals wins.
Nearest nearest_site(std::span<LineInRow const> lines, int row, int lane)
{
    Lane least = Lane{} + INT32_MAX;
    Bits site{};
    for (LineInRow const& line : lines) {
        Lane const height = line.slope[lane] + line.height;
        Lane const nearer = height < least;
        least = nearer ? height : least;
        site = nearer ? Bits{} + line.site : site;
    }
    Lane const col = Lane{0, 1, 2, 3, 4, 5, 6, 7} + lane * lane_cells;
    return {least + row * row + col * col, site - (Bits(col) << 16)};
}

Float root(Float v)
{
#if defined(__AVX2__)
    return (Float)_mm256_sqrt_ps((__m256)v);
#else
    for (int i = 0; i < lane_cells; ++i)
        v[i] = std::sqrt(v[i]);
    return v;
#endif
}

/// Turns squares in cells into decimetres, rounded up.
class Decimetres {
  public:
    explicit Decimetres(int cell_cm)
        : limit_{static_cast<std::int32_t>(farthest_square(cell_cm))},
          cell_dm_{static_cast<float>(cell_cm) / 10},
          cell_square_cm_{static_cast<std::uint32_t>(std::int64_t{cell_cm} * cell_cm)}
    {
    }

    /// What the cells show; of each site its offset from the cell, packed.
    void write(Nearest const& nearest, std::uint16_t* distance_dm, SiteOffset* site) const
    {
        Lane const far = nearest.square > limit_;
        auto const dm = __builtin_convertvector(far ? Lane{} + distance_longest : rounded_up(nearest.square), Dm);
        Bits const to = far ? Bits{} + packed({no_site.drow, no_site.dcol}) : nearest.site;
        std::memcpy(distance_dm, &dm, sizeof dm);
        std::memcpy(static_cast<void*>(site), &to, sizeof to);
    }

  private:
    /// The root in floats is exact to 0.02 dm, so that it rounds to the answer or to one less. Its square tells which:
    /// the difference is below 100·2·65,533 cm², so that 32 bits keep its sign.
    Lane rounded_up(Lane square) const
    {
        Lane const within = square < limit_ ? square : Lane{} + limit_;
        Lane const dm = __builtin_convertvector(root(__builtin_convertvector(within, Float)) * cell_dm_ + 0.5F, Lane);
        Bits const over = Bits(dm) * Bits(dm) * 100u - Bits(within) * cell_square_cm_;
        return Lane(over) < 0 ? dm + 1 : dm;
    }

    std::int32_t limit_;
    float cell_dm_;
    std::uint32_t cell_square_cm_;
};

class BlockFiller {
  public:
    BlockFiller(SiteBuckets const& buckets, Rect window, int cell_cm, View<std::uint16_t> distance_dm,
                View<SiteOffset> site)
        : buckets_{buckets.view()},
          window_{window},
          limit_{ceil_root(farthest_square(cell_cm)) + 2 * block_cells},
          decimetres_{cell_cm},
          distance_dm_{distance_dm},
          site_{site}
    {
    }

    /// Fills a block of the window.
    void operator()(Rect block)
    {
        find_candidates(block);
        if (candidates_.empty()) return fill_beyond(block);
        fill(block, candidates_, 1);
    }

  private:
    /// Every site is too far from all cells of the block.
    void fill_beyond(Rect block)
    {
        for (int row = 0; row < block.shape.rows; ++row) {
            Cell const out = block.first - window_.first + Cell{row, 0};
            std::fill_n(&distance_dm_[out], block.shape.cols, distance_longest);
            std::fill_n(&site_[out], block.shape.cols, no_site);
        }
    }

    /// The sites that can win in `block`, in order; none when the nearest is too far from all its cells.
    void find_candidates(Rect block)
    {
        candidates_.clear();
        Cell const middle = SiteBlock::middle(block);
        std::int32_t const nearest = buckets_.nearest(middle, limit_ * limit_);
        if (nearest < 0) return;
        ids_.clear();
        SiteBlock const search{block, buckets_.sites[nearest]};
        int const top = std::max(0, buckets_.bucket_row(middle.row - search.radius));
        int const bottom = std::min(buckets_.shape.rows - 1, buckets_.bucket_row(middle.row + search.radius));
        int const left = std::max(0, buckets_.bucket_col(middle.col - search.radius));
        int const right = std::min(buckets_.shape.cols - 1, buckets_.bucket_col(middle.col + search.radius));
        for (int row = top; row <= bottom && left <= right; ++row) {
            std::int64_t const base = std::int64_t{row} * buckets_.shape.cols;
            for (std::int32_t i = buckets_.first[base + left]; i < buckets_.first[base + right + 1]; ++i)
                if (search.can_win(buckets_.sites[buckets_.ids[i]])) ids_.push_back(buckets_.ids[i]);
        }
        std::sort(ids_.begin(), ids_.end());
        for (std::int32_t const id : ids_)
            candidates_.push_back(buckets_.sites[id]);
    }

    /// Cuts blocks with many candidates in four, each with those that can win there.
    void fill(Rect block, std::span<Cell const> candidates, int depth)
    {
        if (candidates.size() <= few_sites || depth == block_depths) return fill_rows(block, candidates);
        int const size = block_cells >> depth;
        std::vector<Cell>& chosen = chosen_[static_cast<std::size_t>(depth - 1)];
        for (Cell at{0, 0}; at.row < block.shape.rows; at.row += size)
            for (at.col = 0; at.col < block.shape.cols; at.col += size) {
                Rect const part{block.first + at,
                                {std::min(size, block.shape.rows - at.row), std::min(size, block.shape.cols - at.col)}};
                choose(part, candidates, chosen);
                fill(part, chosen, depth + 1);
            }
    }

    static void choose(Rect block, std::span<Cell const> candidates, std::vector<Cell>& chosen)
    {
        Cell const middle = SiteBlock::middle(block);
        SiteBlock const search{
            block, *std::ranges::min_element(candidates, {}, [&](Cell site) { return square_distance(middle, site); })};
        chosen.clear();
        for (Cell const site : candidates)
            if (search.can_win(site)) chosen.push_back(site);
    }

    void fill_rows(Rect block, std::span<Cell const> candidates)
    {
        int const whole_lanes = block.shape.cols / lane_cells, cols_left = block.shape.cols % lane_cells;
        lines_.clear();
        for (Cell const site : candidates)
            lines_.emplace_back(site - block.first, whole_lanes + (cols_left > 0));
        Decimetres const decimetres = decimetres_;  // what is written cannot be in it
        in_row_.resize(lines_.size());
        for (int row = 0; row < block.shape.rows; ++row) {
            for (std::size_t i = 0; i < lines_.size(); ++i)
                in_row_[i] = {lines_[i].slope.data(), lines_[i].height(row), packed(lines_[i].site - Cell{row, 0})};
            Cell const first = block.first - window_.first + Cell{row, 0};
            std::uint16_t* const distance_dm = &distance_dm_[first];
            SiteOffset* const site = &site_[first];
            for (int lane = 0; lane < whole_lanes; ++lane)
                decimetres.write(nearest_site(in_row_, row, lane), distance_dm + lane * lane_cells,
                                 site + lane * lane_cells);
            if (cols_left == 0) continue;
            std::array<std::uint16_t, lane_cells> last_dm;
            std::array<SiteOffset, lane_cells> last_site;
            decimetres.write(nearest_site(in_row_, row, whole_lanes), last_dm.data(), last_site.data());
            std::copy_n(last_dm.begin(), cols_left, distance_dm + whole_lanes * lane_cells);
            std::copy_n(last_site.begin(), cols_left, site + whole_lanes * lane_cells);
        }
    }

    SiteBucketsView buckets_;
    Rect window_;
    std::int64_t limit_;  ///< a site farther than this from the middle of a block is too far from all its cells
    Decimetres decimetres_;
    View<std::uint16_t> distance_dm_;
    View<SiteOffset> site_;
    std::vector<std::int32_t> ids_;
    std::vector<Cell> candidates_;
    std::array<std::vector<Cell>, block_depths - 1> chosen_;
    std::vector<SiteLine> lines_;
    std::vector<LineInRow> in_row_;
};

}  // namespace

void distance(CpuExec const& exec, std::span<Cell const> sites, Rect window, int cell_cm,
              View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_distance_arguments(sites, window, cell_cm, distance_dm.shape, site.shape);
    SiteBuckets const buckets{sites, window, cell_cm};
    if (buckets.sites().empty())
        return for_each_cell(exec, window.shape, WithoutSiteCell{!sites.empty(), distance_dm, site});
    WindowBlocks const blocks{window};
    for_each_range(exec, blocks.count(), 16, [&](std::int64_t begin, std::int64_t end) {
        BlockFiller fill{buckets, window, cell_cm, distance_dm, site};
        for (std::int64_t i = begin; i < end; ++i)
            fill(blocks.block(i));
    });
}

}  // namespace laad
