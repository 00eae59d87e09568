// SPDX-License-Identifier: Apache-2.0
// Doubles carry the integers here: they multiply in SIMD registers where 64-bit integers do not, and are exact below
// 2^53. All terms are ≥ 0, so a sum that reaches 2^53 shows it, and its cell is done again in integers.
#include "kernels/cell/density.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace laad {
namespace {

constexpr double exact_below = 9007199254740992.0;  // 2^53

constexpr int lane_count = 16;  ///< columns that the column pass holds in registers: two cache lines
constexpr int strip_lanes = 8;
constexpr int strip_cols = lane_count * strip_lanes;
constexpr int strip_rows = 2048;

using Pair = double __attribute__((vector_size(16)));
struct Lane {
    Pair pair[lane_count / 2];
};

/// What all strips share.
struct Job {
    View<std::uint32_t const> demand;
    std::span<std::int32_t const> weights;
    std::vector<double> taps;  ///< weight of offset −radius..radius, strip_cols zeros before and after
    View<std::uint32_t> density;
    int radius{};
};

/// The sum of one cell in integers, for the rare cell whose doubles could have rounded.
std::uint64_t integer_density(Job const& job, Cell cell)
{
    Shape const shape = job.demand.shape;
    auto const weight = [&](int offset) {
        return static_cast<std::uint64_t>(job.weights[static_cast<std::size_t>(std::abs(offset))]);
    };
    std::uint64_t sum = 0;
    for (int r = std::max(0, cell.row - job.radius); r <= std::min(shape.rows - 1, cell.row + job.radius); ++r) {
        std::uint64_t row_sum = 0;
        for (int c = std::max(0, cell.col - job.radius); c <= std::min(shape.cols - 1, cell.col + job.radius); ++c)
            row_sum += weight(c - cell.col) * job.demand[{r, c}];
        sum += weight(r - cell.row) * whole_wh(row_sum);
    }
    return whole_kwh(whole_wh(sum));
}

/// Rows `first` and on of a strip of columns, radius rows more above and below.
class Strip {
  public:
    Strip(Job const& job, Rect part)
        : job_{job},
          part_{part},
          rows_{part.shape.rows + 2 * job.radius},
          wh_(static_cast<std::size_t>(rows_ * strip_lanes)),
          filled_(static_cast<std::size_t>(rows_ + 1))
    {
        for (int r = 0; r < rows_; ++r)
            filled_[static_cast<std::size_t>(r + 1)] = filled_[static_cast<std::size_t>(r)] + (add_up_row(r) ? 1 : 0);
    }

    /// Writes the density; the number of cells that do not fit.
    std::uint64_t write() const
    {
        std::uint64_t too_much = 0;
        for (int lane = 0; lane * lane_count < part_.shape.cols; ++lane)
            for (int r = 0; r < part_.shape.rows; ++r) {
                bool const empty =
                    filled_[static_cast<std::size_t>(r)] == filled_[static_cast<std::size_t>(r + 2 * job_.radius + 1)];
                too_much += write_lane(r, lane, empty ? Lane{} : column_sums(r, lane));
            }
        return too_much;
    }

  private:
    std::size_t at(int r, int lane) const { return static_cast<std::size_t>(lane * rows_ + r); }

    /// Cells without demand are most cells, so each cell with demand adds itself to its neighbours.
    bool add_up_row(int r)
    {
        int const row = part_.first.row - job_.radius + r;
        if (row < 0 || row >= job_.demand.shape.rows) return false;
        std::uint32_t const* const demand = job_.demand.data + row * job_.demand.pitch;
        int const left = part_.first.col;
        int const from = std::max(0, left - job_.radius);
        int const to = std::min(job_.demand.shape.cols, left + part_.shape.cols + job_.radius);
        if (std::all_of(demand + from, demand + to, [](std::uint32_t wh) { return wh == 0; })) return false;
        double sums[strip_cols] = {};
        for (int c = from; c < to; ++c)
            if (demand[c] != 0) add_neighbours(c - left, demand[c], sums);
        for (double& sum : sums)
            sum = sum < exact_below ? static_cast<double>(whole_wh(static_cast<std::uint64_t>(sum))) : exact_below;
        for (int lane = 0; lane < strip_lanes; ++lane)
            std::memcpy(&wh_[at(r, lane)], sums + lane * lane_count, sizeof(Lane));
        return true;
    }

    void add_neighbours(int col, double wh, double* __restrict sums) const
    {
        double const* const taps = job_.taps.data() + (strip_cols + job_.radius - col);
        for (int c = 0; c < strip_cols; ++c)
            sums[c] += wh * taps[c];
    }

    Lane column_sums(int r, int lane) const
    {
        Lane const* const middle = &wh_[at(r + job_.radius, lane)];
        Lane sums{};
        for (int i = 0; i < lane_count / 2; ++i)
            sums.pair[i] = middle->pair[i] * static_cast<double>(job_.weights[0]);
        for (int k = 1; k <= job_.radius; ++k) {
            Lane const* const above = middle - k;
            Lane const* const below = middle + k;
            double const weight = static_cast<double>(job_.weights[static_cast<std::size_t>(k)]);
#pragma GCC unroll 8
            for (int i = 0; i < lane_count / 2; ++i)
                sums.pair[i] += (above->pair[i] + below->pair[i]) * weight;
        }
        return sums;
    }

    std::uint64_t write_lane(int r, int lane, Lane const& sums) const
    {
        double weighted[lane_count];
        std::memcpy(weighted, &sums, sizeof weighted);
        Cell const first{part_.first.row + r, part_.first.col + lane * lane_count};
        int const cols = std::min(lane_count, part_.shape.cols - lane * lane_count);
        std::uint64_t too_much = 0;
        for (int c = 0; c < cols; ++c) {
            Cell const cell{first.row, first.col + c};
            std::uint64_t const kwh = weighted[c] < exact_below
                                          ? whole_kwh(whole_wh(static_cast<std::uint64_t>(weighted[c])))
                                          : integer_density(job_, cell);
            too_much += kwh > density_most_kwh ? 1 : 0;
            job_.density[cell] = static_cast<std::uint32_t>(std::min(kwh, density_most_kwh));
        }
        return too_much;
    }

    Job const& job_;
    Rect part_;
    int rows_;
    std::vector<Lane> wh_;  ///< rounded row sums; the rows of a lane lie together, so that those in reach fit the cache
    std::vector<int> filled_;  ///< rows with demand before each row
};

Job job_of(View<std::uint32_t const> demand, std::span<std::int32_t const> weights, View<std::uint32_t> density)
{
    auto const radius = static_cast<int>(weights.size()) - 1;
    Job job{demand, weights, {}, density, radius};
    job.taps.resize(static_cast<std::size_t>(2 * (strip_cols + radius) + 1));
    for (int j = -radius; j <= radius; ++j)
        job.taps[static_cast<std::size_t>(strip_cols + radius + j)] = weights[static_cast<std::size_t>(std::abs(j))];
    return job;
}

}  // namespace

void demand_density(CpuExec const& exec, View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights,
                    View<std::uint32_t> density_kwh)
{
    check_density(demand_wh.shape, weights, density_kwh.shape);
    Job const job = job_of(demand_wh, weights, density_kwh);
    Shape const shape = demand_wh.shape;
    std::int64_t const across = (shape.cols + strip_cols - 1) / strip_cols;
    std::int64_t const down = (shape.rows + strip_rows - 1) / strip_rows;
    std::atomic<std::uint64_t> too_much{0};
    for_each_index(exec, across * down, [&](std::int64_t i) {
        Cell const first{static_cast<int>(i / across) * strip_rows, static_cast<int>(i % across) * strip_cols};
        Shape const part{std::min(strip_rows, shape.rows - first.row), std::min(strip_cols, shape.cols - first.col)};
        too_much += Strip{job, {first, part}}.write();
    });
    check_density_fits(too_much);
}

}  // namespace laad
