// SPDX-License-Identifier: Apache-2.0
#include "kernels/zonal.hpp"

#include "kernels/cell/zone_tally.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <tbb/enumerable_thread_specific.h>

namespace laad {
namespace {

/// The sums of one thread; zones that do not exist are counted.
struct ZoneTable {
    std::vector<std::int64_t> sums;
    std::vector<std::int64_t> cells;
    std::uint64_t unknown{0};

    explicit ZoneTable(std::size_t zones) : sums(zones), cells(zones) {}

    void add(std::uint16_t zone, std::int64_t sum, std::int64_t count)
    {
        if (zone >= sums.size()) {
            unknown += static_cast<std::uint64_t>(count);
            return;
        }
        sums[zone] += sum;
        cells[zone] += count;
    }
};

struct TableRef {
    ZoneTable* table;
    void add(std::uint16_t zone, std::int64_t sum, std::int64_t count) { table->add(zone, sum, count); }
};

template <class T>
void sum_by_zone(CpuExec const& exec, View<std::uint16_t const> zone, View<T const> value, T nodata, ZonalSums out)
{
    check_zones(zone.shape, value.shape, out);
    tbb::enumerable_thread_specific<ZoneTable> tables{out.sums.size()};
    for_each_range(exec, zone.shape.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        ZoneTally tally{TableRef{&tables.local()}};
        for (std::int64_t row = begin; row < end; ++row) {
            std::uint16_t const* const zones = zone.data + row * zone.pitch;
            T const* const values = value.data + row * value.pitch;
            for (int col = 0; col < zone.shape.cols; ++col)
                tally(zones[col], values[col], nodata);
        }
        tally.flush();
    });
    std::uint64_t unknown = 0;
    for (ZoneTable const& table : tables)
        unknown += table.unknown;
    check_zones_known(unknown);
    for (ZoneTable const& table : tables)
        for (std::size_t z = 0; z < out.sums.size(); ++z) {
            out.sums[z] += table.sums[z];
            out.cells[z] += table.cells[z];
        }
}

}  // namespace

void zonal_sum(CpuExec const& exec, View<std::uint16_t const> zone, View<std::uint32_t const> value,
               std::uint32_t nodata, ZonalSums out)
{
    sum_by_zone(exec, zone, value, nodata, out);
}

void zonal_sum(CpuExec const& exec, View<std::uint16_t const> zone, View<std::uint16_t const> value,
               std::uint16_t nodata, ZonalSums out)
{
    sum_by_zone(exec, zone, value, nodata, out);
}

}  // namespace laad
