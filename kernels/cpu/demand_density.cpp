// SPDX-License-Identifier: Apache-2.0
// Weighted sums of demand over four rows and eight columns at a time. Doubles carry the integers: they multiply in SIMD
// registers where 64-bit integers do not, and are exact below 2^53. All terms are ≥ 0, so a sum that reaches 2^53
// shows.
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <span>
#include <vector>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

// How vectors are passed without AVX does not matter, as all who pass them are compiled with the same flags.
#pragma GCC diagnostic ignored "-Wpsabi"

namespace laad {
namespace {

constexpr double exact_below = 9007199254740992.0;  // 2^53

using Quad = double __attribute__((vector_size(32)));

constexpr int band_cols = 8;   ///< columns that are added up together: a cache line of doubles
constexpr int group_rows = 4;  ///< rows that are added up together

/// A row of a band.
struct BandRow {
    Quad west{};
    Quad east{};
};

Quad load(double const* from)
{
    Quad v;
    std::memcpy(&v, from, sizeof v);
    return v;
}

Quad floor(Quad v)
{
#if defined(__AVX2__)
    return (Quad)_mm256_floor_pd((__m256d)v);
#else
    for (int i = 0; i < 4; ++i)
        v[i] = std::floor(v[i]);
    return v;
#endif
}

/// A weighted sum of Wh as whole Wh, rounded half up; 2^53 stands for all from there on.
Quad rounded_wh(Quad weighted)
{
    Quad const wh = floor((weighted + (1 << (weight_bits - 1))) * (1.0 / (1 << weight_bits)));
    return weighted < exact_below ? wh : Quad{} + exact_below;
}

bool is_zero(BandRow const& sum)
{
    Quad const total = sum.west + sum.east;
    return total[0] + total[1] + total[2] + total[3] == 0;
}

/// Weighted sums of a group of rows of a band.
struct GroupSums {
    std::array<BandRow, group_rows> row{};

    /// Adds `factor[r·stride]·cols` to each row r.
    template <int stride>
    void add(double const* factor, BandRow cols)
    {
#pragma GCC unroll 4
        for (int r = 0; r < group_rows; ++r) {
            BandRow& sum = row[static_cast<std::size_t>(r)];
            sum.west += factor[r * stride] * cols.west;
            sum.east += factor[r * stride] * cols.east;
        }
    }
};

/// The demand of one column of a group of rows.
struct GroupDemand {
    int col;
    double wh[group_rows];
};

// The inner loops are functions of their own, so that their sums stay in registers.

/// Sums along rows of the band that begins in column `col`.
__attribute__((noinline)) GroupSums sums_along_rows(std::span<GroupDemand const> demand, int col, double const* taps)
{
    GroupSums sums;
    for (GroupDemand const& at : demand) {
        double const* const tap = taps + (col - at.col);
        sums.add<1>(at.wh, {load(tap), load(tap + 4)});
    }
    return sums;
}

/// Sums along columns for the group that begins in row `row`.
__attribute__((noinline)) GroupSums sums_along_cols(BandRow const* band, std::span<int const> rows, int row,
                                                    double const* taps)
{
    GroupSums sums;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sums.add<-1>(taps + (rows[i] - row), band[i]);
    return sums;
}

constexpr int strip_bands = 16;  ///< bands that are read together
constexpr int strip_cols = strip_bands * band_cols;
constexpr int strip_rows = 2048;
constexpr int written_rows = 32;  ///< rows that are written together, as wide as the strip

/// What all strips share.
struct Job {
    View<std::uint32_t const> demand;
    std::span<std::int32_t const> weights;
    std::vector<double> taps;  ///< weight of offset −radius..radius, strip_cols zeros before and after
    View<std::uint32_t> density;
    int radius{};

    /// The weight of offset 0, those of other offsets around it.
    double const* middle_tap() const { return taps.data() + (strip_cols + radius); }
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

/// The sums along rows of one band, without the rows that have none.
struct BandSums {
    std::vector<BandRow> sums;
    std::vector<int> rows;
    std::size_t begin{};  ///< the first row in reach of the rows that are being added up
    std::size_t end{};

    void clear()
    {
        sums.clear();
        rows.clear();
        begin = end = 0;
    }
    void move_reach(int first, int last)
    {
        while (begin < rows.size() && rows[begin] < first)
            ++begin;
        while (end < rows.size() && rows[end] <= last)
            ++end;
    }
};

/// A part of the raster, strip_cols wide: sums along its rows, then along its columns.
class Strip {
  public:
    explicit Strip(Job const& job) : job_{job} {}

    /// Writes the density; the number of cells that do not fit.
    std::uint64_t fill(Rect part)
    {
        part_ = part;
        for (BandSums& band : bands_)
            band.clear();
        int const end = std::min(job_.demand.shape.rows, part.first.row + part.shape.rows + job_.radius);
        for (int row = std::max(0, part.first.row - job_.radius); row < end; row += group_rows)
            add_rows(row, std::min(group_rows, end - row));
        std::uint64_t too_much = 0;
        for (int row = 0; row < part.shape.rows; row += written_rows)
            too_much += write_rows(part.first.row + row, std::min(written_rows, part.shape.rows - row));
        return too_much;
    }

  private:
    /// The columns within reach of the strip in which these rows have demand.
    void find_demand(int row, int rows)
    {
        constexpr int stride = 32;
        found_.clear();
        int const end = std::min(job_.demand.shape.cols, part_.first.col + part_.shape.cols + job_.radius);
        for (int first = std::max(0, part_.first.col - job_.radius); first < end; first += stride) {
            int const cols = std::min(stride, end - first);
            std::uint32_t any = 0;
            for (int r = row; r < row + rows; ++r) {
                std::uint32_t const* const wh = &job_.demand[{r, first}];
                for (int c = 0; c < cols; ++c)
                    any |= wh[c];
            }
            if (any == 0) continue;
            for (int c = first; c < first + cols; ++c) {
                GroupDemand at{c, {}};
                std::uint32_t some = 0;
                for (int r = 0; r < rows; ++r) {
                    std::uint32_t const wh = job_.demand[{row + r, c}];
                    some |= wh;
                    at.wh[r] = wh;
                }
                if (some != 0) found_.push_back(at);
            }
        }
    }

    void add_rows(int row, int rows)
    {
        find_demand(row, rows);
        for (int b = 0; b * band_cols < part_.shape.cols; ++b) {
            int const col = part_.first.col + b * band_cols;
            auto const from = std::ranges::lower_bound(found_, col - job_.radius, {}, &GroupDemand::col);
            auto const to =
                std::ranges::lower_bound(from, found_.end(), col + band_cols + job_.radius, {}, &GroupDemand::col);
            if (from == to) continue;
            GroupSums const group = sums_along_rows({from, to}, col, job_.middle_tap());
            BandSums& band = bands_[static_cast<std::size_t>(b)];
            for (int r = 0; r < rows; ++r) {
                BandRow const& sum = group.row[static_cast<std::size_t>(r)];
                if (is_zero(sum)) continue;
                band.sums.push_back({rounded_wh(sum.west), rounded_wh(sum.east)});
                band.rows.push_back(row + r);
            }
        }
    }

    std::uint64_t write_rows(int row, int rows)
    {
        std::uint64_t too_much = 0;
        std::array<std::array<std::uint32_t, strip_cols>, written_rows> kwh{};
        for (int b = 0; b * band_cols < part_.shape.cols; ++b) {
            BandSums& band = bands_[static_cast<std::size_t>(b)];
            for (int r = 0; r < rows; r += group_rows) {
                band.move_reach(row + r - job_.radius, row + r + group_rows - 1 + job_.radius);
                std::span const reached = std::span{band.rows}.subspan(band.begin, band.end - band.begin);
                if (reached.empty()) continue;
                GroupSums const group =
                    sums_along_cols(band.sums.data() + band.begin, reached, row + r, job_.middle_tap());
                for (int g = 0; g < std::min(group_rows, rows - r); ++g) {
                    Cell const first{row + r + g, part_.first.col + b * band_cols};
                    too_much += write(group.row[static_cast<std::size_t>(g)], first,
                                      &kwh[static_cast<std::size_t>(r + g)][static_cast<std::size_t>(b * band_cols)]);
                }
            }
        }
        for (int r = 0; r < rows; ++r)
            std::copy_n(kwh[static_cast<std::size_t>(r)].begin(), part_.shape.cols,
                        &job_.density[{row + r, part_.first.col}]);
        return too_much;
    }

    /// Writes a row of a band as kWh; the number of cells that do not fit.
    std::uint64_t write(BandRow const& sums, Cell first, std::uint32_t* kwh) const
    {
        std::array<double, band_cols> wh;
        Quad const west = rounded_wh(sums.west), east = rounded_wh(sums.east);
        std::memcpy(wh.data(), &west, sizeof west);
        std::memcpy(wh.data() + 4, &east, sizeof east);
        std::uint64_t too_much = 0;
        int const cols = std::min(band_cols, job_.density.shape.cols - first.col);
        for (int c = 0; c < cols; ++c) {
            double const cell_wh = wh[static_cast<std::size_t>(c)];
            std::uint64_t const cell_kwh = cell_wh < exact_below ? whole_kwh(static_cast<std::uint64_t>(cell_wh))
                                                                 : integer_density(job_, {first.row, first.col + c});
            too_much += cell_kwh > density_most_kwh ? 1 : 0;
            kwh[c] = static_cast<std::uint32_t>(std::min(cell_kwh, density_most_kwh));
        }
        return too_much;
    }

    Job const& job_;
    Rect part_{};
    std::vector<GroupDemand> found_;
    std::array<BandSums, strip_bands> bands_;
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
    int const rows = down == 0 ? 0 : static_cast<int>((shape.rows + down - 1) / down);
    tbb::enumerable_thread_specific<Strip> strips{[&] { return Strip{job}; }};
    std::atomic<std::uint64_t> too_much{0};
    for_each_index(exec, across * down, 1, [&](std::int64_t i) {
        Cell const first{static_cast<int>(i / across) * rows, static_cast<int>(i % across) * strip_cols};
        Shape const part{std::min(rows, shape.rows - first.row), std::min(strip_cols, shape.cols - first.col)};
        too_much += strips.local().fill({first, part});
    });
    check_density_fits(too_much);
}

}  // namespace laad
