// SPDX-License-Identifier: Apache-2.0
// What each origin reaches is kept as bits, batch after batch; then each cell adds up the origins near its block whose bit
// is set. So no sum is shared between threads.
#include "kernels/pressure.hpp"

#include "kernels/cuda/origin_walks.cuh"
#include "kernels/pressure_contracts.hpp"

#include <utility>

namespace laad {
namespace {

/// The rows and columns of what an origin reaches: the first ones, and those beyond the last, negated.
struct ReachedEdges {
    int row, col, minus_row_end, minus_col_end;
};

template <class Label>
__global__ void __launch_bounds__(visit_threads) find_edges(Walkers<Label> walkers, ReachedEdges* edges)
{
    __shared__ int least[4];
    int const thread = static_cast<int>(threadIdx.x);
    if (thread < 4) least[thread] = INT_MAX;
    __syncthreads();
    int const number = static_cast<int>(blockIdx.x);
    Label const* const labels = walkers.labels + walkers.shape.cells() * number;
    int mine[4] = {INT_MAX, INT_MAX, INT_MAX, INT_MAX};
    for (int i = thread; i < walkers.cells(); i += visit_threads) {
        if (static_cast<int>(labels[i]) > walkers.bound_cm) continue;
        int const row = i / walkers.shape.cols, col = i % walkers.shape.cols;
        mine[0] = min(mine[0], row);
        mine[1] = min(mine[1], col);
        mine[2] = min(mine[2], -row - 1);
        mine[3] = min(mine[3], -col - 1);
    }
    if (mine[0] != INT_MAX)
        for (int k = 0; k < 4; ++k)
            atomicMin(&least[k], mine[k]);
    __syncthreads();
    if (thread == 0) edges[number] = {least[0], least[1], least[2], least[3]};
}

/// Fills the bits of each origin of a batch; `reached` is that of the batch.
template <class Label>
__global__ void __launch_bounds__(visit_threads) fill_bits(Walkers<Label> walkers, ReachedBits const* reached)
{
    int const number = static_cast<int>(blockIdx.x);
    Label const* const labels = walkers.labels + walkers.shape.cells() * number;
    ReachedBits const of = reached[number];
    Cell const corner = of.first - walkers.first[number];
    for (int word = static_cast<int>(threadIdx.x); word < of.rows * of.words; word += visit_threads) {
        int const row = corner.row + word / of.words;
        int const west = corner.col + word % of.words * ReachedBits::word_bits;
        int const cols = min(walkers.shape.cols - west, ReachedBits::word_bits);
        Label const* const here = labels + std::int64_t{row} * walkers.shape.cols + west;
        std::uint32_t bits = 0;
        for (int k = 0; k < cols; ++k)
            if (static_cast<int>(here[k]) <= walkers.bound_cm) bits |= 1u << k;
        of.bits[word] = bits;
    }
}

/// The bits of all origins, on the device.
class AllReached {
  public:
    explicit AllReached(CudaExec const& exec) : exec_{exec} {}

    /// Keeps what a batch reaches.
    template <class Label>
    void add(Walkers<Label> const& walkers, std::span<Cell const> first)
    {
        auto const blocks = static_cast<unsigned>(first.size());
        DeviceArray<ReachedEdges> edges{exec_, first.size()};
        find_edges<<<blocks, visit_threads, 0, stream_of(exec_)>>>(walkers, edges.data());
        check_launch();
        std::vector<ReachedBits> batch;
        std::vector<std::size_t> begin;
        std::size_t words = 0;
        for (std::size_t i = 0; ReachedEdges const& edge : to_host(exec_, edges)) {
            ReachedBits one;
            if (edge.row != INT_MAX) {
                one.first = first[i] + Cell{edge.row, edge.col};
                one.rows = -edge.minus_row_end - edge.row;
                one.words = (-edge.minus_col_end - edge.col + ReachedBits::word_bits - 1) / ReachedBits::word_bits;
            }
            ++i;
            begin.push_back(words);
            words += static_cast<std::size_t>(one.rows) * static_cast<std::size_t>(one.words);
            batch.push_back(one);
        }
        std::uint32_t* const bits = kept_.emplace_back(exec_, words).data();
        for (std::size_t i = 0; i < batch.size(); ++i)
            batch[i].bits = bits + begin[i];
        DeviceArray<ReachedBits> const on_device = to_device(exec_, std::span<ReachedBits const>{batch});
        fill_bits<<<blocks, visit_threads, 0, stream_of(exec_)>>>(walkers, on_device.data());
        check_launch();
        all_.insert(all_.end(), batch.begin(), batch.end());
    }

    std::span<ReachedBits const> all() const { return all_; }

  private:
    CudaExec exec_;
    std::vector<DeviceArray<std::uint32_t>> kept_;
    std::vector<ReachedBits> all_;
};

/// Square blocks of cells, and the origins that may reach into each.
class OriginsByBlock {
  public:
    static constexpr int side = 32;

    OriginsByBlock(std::span<ReachedBits const> reached, Shape shape)
        : across_{(shape.cols + side - 1) / side},
          first_(static_cast<std::size_t>((shape.rows + side - 1) / side) * static_cast<std::size_t>(across_) + 1)
    {
        for (ReachedBits const& one : reached)
            each_block(one, shape, [&](std::size_t block) { ++first_[block + 1]; });
        for (std::size_t block = 1; block < first_.size(); ++block)
            first_[block] += first_[block - 1];
        origins_.resize(first_.back());
        std::vector<std::uint32_t> next = first_;
        for (std::size_t i = 0; i < reached.size(); ++i)
            each_block(reached[i], shape,
                       [&](std::size_t block) { origins_[next[block]++] = static_cast<std::uint32_t>(i); });
    }

    int across() const { return across_; }
    std::size_t blocks() const { return first_.size() - 1; }
    std::span<std::uint32_t const> first() const { return first_; }
    std::span<std::uint32_t const> origins() const { return origins_; }

  private:
    template <class Visit>
    void each_block(ReachedBits const& one, Shape shape, Visit const& visit) const
    {
        if (one.rows == 0) return;
        int const col_end = std::min(one.first.col + one.words * ReachedBits::word_bits, shape.cols);
        for (int row = one.first.row / side; row <= (one.first.row + one.rows - 1) / side; ++row)
            for (int col = one.first.col / side; col <= (col_end - 1) / side; ++col)
                visit(static_cast<std::size_t>(row) * static_cast<std::size_t>(across_) +
                      static_cast<std::size_t>(col));
    }

    int across_;
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> origins_;
};

struct PressureCell {
    View<Surface const> surface;
    ReachedBits const* reached;
    NearbyUse const* use;
    std::int64_t origins;
    std::int64_t periods;
    PressureMaths maths;
    PressureRasters out;

    /// `near`: numbers of the origins that may reach the cell.
    __device__ void operator()(Cell c, std::uint32_t const* near, std::uint32_t const* end) const
    {
        bool const is_walkable = walkable(surface[c]);
        out.percent[c] = out.energy_kwh[c] = is_walkable ? use_unknown : use_nodata;
        out.search[c] = is_walkable ? 0 : search_nodata;
        if (!is_walkable) return;
        while (near != end && !reached[*near].has(c))
            ++near;
        if (near == end) return;
        NearbyUse const whole = sum(c, near, end, 0);
        out.percent[c] = maths.percent(whole);
        out.energy_kwh[c] = maths.energy_kwh(whole);
        bool all = periods > 1;
        for (std::int64_t period = 1; all && period < periods; ++period)
            all = maths.reaches_limits(sum(c, near, end, period));
        out.search[c] = all ? 1 : 0;
    }

  private:
    __device__ NearbyUse sum(Cell c, std::uint32_t const* near, std::uint32_t const* end, std::int64_t period) const
    {
        NearbyUse sum;
        for (; near != end; ++near)
            if (reached[*near].has(c)) add_use(sum, use[period * origins + *near]);
        return sum;
    }
};

constexpr int block_rows_at_once = 8;

__global__ void pressure_of_blocks(PressureCell cell, int across, std::uint32_t const* first,
                                   std::uint32_t const* origins)
{
    constexpr int side = OriginsByBlock::side;
    std::uint32_t const* const near = origins + first[blockIdx.x];
    std::uint32_t const* const end = origins + first[blockIdx.x + 1];
    int const block = static_cast<int>(blockIdx.x);
    Cell const corner{block / across * side, block % across * side};
    for (int row = static_cast<int>(threadIdx.y); row < side; row += block_rows_at_once) {
        Cell const c = corner + Cell{row, static_cast<int>(threadIdx.x)};
        if (inside(cell.surface.shape, c)) cell(c, near, end);
    }
}

}  // namespace

void pressure(CudaExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkOrigin const> origins,
              std::span<NearbyUse const> use, int bound_cm, PressureLimits const& limits, PressureRasters out)
{
    expect_pressure_arguments(area, surface.shape, origins, use, bound_cm, limits, out);
    Shape const shape = surface.shape;
    if (shape.cells() == 0) return;

    AllReached reached{exec};
    OriginWindow const window{area, bound_cm};
    std::size_t done = 0;
    walk_in_batches(exec, area, origins, bound_cm, [&](auto const& walkers, std::size_t count) {
        std::vector<Cell> first;
        for (WalkOrigin const& origin : origins.subspan(done, count))
            first.push_back(window.first(origin.access));
        reached.add(walkers, std::span<Cell const>{first});
        done += count;
    });
    OriginsByBlock const by_block{reached.all(), shape};
    auto const bits = to_device(exec, reached.all());
    auto const block_first = to_device(exec, by_block.first());
    auto const block_origins = to_device(exec, by_block.origins());
    auto const device_use = to_device(exec, use);
    auto const allowed_ppm = to_device(exec, limits.allowed_ppm);
    PressureCell const cell{surface,
                            bits.data(),
                            device_use.data(),
                            static_cast<std::int64_t>(origins.size()),
                            origins.empty() ? 0 : static_cast<std::int64_t>(use.size() / origins.size()),
                            pressure_maths(limits, allowed_ppm.data()),
                            out};
    dim3 const threads{OriginsByBlock::side, block_rows_at_once};
    pressure_of_blocks<<<static_cast<unsigned>(by_block.blocks()), threads, 0, stream_of(exec)>>>(
        cell, by_block.across(), block_first.data(), block_origins.data());
    check_launch();
}

}  // namespace laad
