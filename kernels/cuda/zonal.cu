// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/zone_tally.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cuda/counter.cuh"

#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>

namespace laad {
namespace {

namespace cg = cooperative_groups;

constexpr int strip_cols = 256;  ///< one thread a column
constexpr int strip_rows = 64;   ///< that a block reads before it goes on to another strip
constexpr unsigned most_blocks_down = 64;
constexpr std::size_t most_shared_zones = 2048;  ///< 32 KiB of sums and counts

/// sums[zones], then cells[zones], then the cells of zones that do not exist.
struct DeviceTable {
    DeviceCount* data;
    unsigned zones;

    __host__ __device__ unsigned size() const { return 2 * zones + 1; }

    /// Lanes that add to the same zone at the same time add once.
    __device__ void add(std::uint16_t zone, std::int64_t sum, std::int64_t cells)
    {
        bool const known = zone < zones;
        auto const peers = cg::labeled_partition(cg::coalesced_threads(), known ? unsigned{zone} : zones);
        long long const all_sum = cg::reduce(peers, static_cast<long long>(sum), cg::plus<long long>{});
        long long const all_cells = cg::reduce(peers, static_cast<long long>(cells), cg::plus<long long>{});
        if (peers.thread_rank() != 0) return;
        if (known) atomicAdd(data + zone, static_cast<DeviceCount>(all_sum));
        atomicAdd(data + (known ? zones + zone : 2 * zones), static_cast<DeviceCount>(all_cells));
    }
};

template <class T>
struct Job {
    View<std::uint16_t const> zone;
    View<T const> value;
    T nodata;
    DeviceTable table;
};

template <class T>
__device__ void tally_strips(Job<T> const& job, DeviceTable table)
{
    Shape const shape = job.zone.shape;
    std::int64_t const col = std::int64_t{blockIdx.x} * strip_cols + threadIdx.x;
    if (col >= shape.cols) return;
    ZoneTally<DeviceTable> tally{table};
    for (std::int64_t top = std::int64_t{blockIdx.y} * strip_rows; top < shape.rows;
         top += std::int64_t{gridDim.y} * strip_rows)
        for (std::int64_t row = top; row < shape.rows && row < top + strip_rows; ++row) {
            Cell const cell{static_cast<int>(row), static_cast<int>(col)};
            tally(job.zone[cell], job.value[cell], job.nodata);
        }
    tally.flush();
}

template <class T>
__global__ void tally_in_shared(Job<T> job)
{
    extern __shared__ DeviceCount shared[];
    DeviceTable const table{shared, job.table.zones};
    for (unsigned i = threadIdx.x; i < table.size(); i += strip_cols)
        shared[i] = 0;
    __syncthreads();
    tally_strips(job, table);
    __syncthreads();
    for (unsigned i = threadIdx.x; i < table.size(); i += strip_cols)
        if (shared[i] != 0) atomicAdd(job.table.data + i, shared[i]);
}

template <class T>
__global__ void tally_in_global(Job<T> job)
{
    tally_strips(job, job.table);
}

template <class T>
void launch(CudaExec const& exec, Job<T> const& job)
{
    Shape const shape = job.zone.shape;
    if (shape.cells() == 0) return;
    dim3 const grid{static_cast<unsigned>((shape.cols + strip_cols - 1) / strip_cols),
                    std::min(static_cast<unsigned>((shape.rows + strip_rows - 1) / strip_rows), most_blocks_down)};
    if (job.table.zones <= most_shared_zones)
        tally_in_shared<<<grid, strip_cols, job.table.size() * sizeof(DeviceCount), stream_of(exec)>>>(job);
    else
        tally_in_global<<<grid, strip_cols, 0, stream_of(exec)>>>(job);
    check_launch();
}

template <class T>
void sum_by_zone(CudaExec const& exec, View<std::uint16_t const> zone, View<T const> value, T nodata, ZonalSums out)
{
    check_zones(zone.shape, value.shape, out);
    // A zone number has 16 bits, so zones beyond them stay as they are.
    std::size_t const zones = std::min<std::size_t>(out.sums.size(), 65536);
    DeviceArray<DeviceCount> table{exec, 2 * zones + 1};
    table.fill_bytes(0);
    launch(exec, Job<T>{zone, value, nodata, {table.data(), static_cast<unsigned>(zones)}});
    std::vector<DeviceCount> const totals = to_host(exec, table);
    check_zones_known(totals.back());
    for (std::size_t z = 0; z < zones; ++z) {
        out.sums[z] += static_cast<std::int64_t>(totals[z]);
        out.cells[z] += static_cast<std::int64_t>(totals[zones + z]);
    }
}

}  // namespace

void zonal_sum(CudaExec const& exec, View<std::uint16_t const> zone, View<std::uint32_t const> value,
               std::uint32_t nodata, ZonalSums out)
{
    sum_by_zone(exec, zone, value, nodata, out);
}

void zonal_sum(CudaExec const& exec, View<std::uint16_t const> zone, View<std::uint16_t const> value,
               std::uint16_t nodata, ZonalSums out)
{
    sum_by_zone(exec, zone, value, nodata, out);
}

}  // namespace laad
