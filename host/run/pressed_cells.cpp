// SPDX-License-Identifier: Apache-2.0
#include "host/run/pressed_cells.hpp"

#include "host/prepare/algorithms.hpp"
#include "kernels/pressure.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/tile.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <tuple>

namespace laad {

auto fields(Is<PressedCells> auto& v)
{
    return std::tie(v.all, v.energy_unknown, v.energy_below);
}

namespace {

bool is_pressed(std::uint16_t percent)
{
    return percent >= 100 && percent <= use_most;
}

PressedCells operator+(PressedCells const& a, PressedCells const& b)
{
    return {a.all + b.all, a.energy_unknown + b.energy_unknown, a.energy_below + b.energy_below};
}

}  // namespace

PressedCells pressed_cells(BaseLayers const& base, RasterSource<std::uint16_t> const& percent,
                           RasterSource<std::uint16_t> const& energy_kwh, std::int32_t limit_kwh)
{
    expect(percent.shape() == base.grid.shape && energy_kwh.shape() == base.grid.shape,
           "pressed_cells: the layers lie on the grid");
    constexpr int side = 512;
    auto const count_in = [&](Rect window) {
        PressedCells count;
        auto const pressure = percent.read(window);
        if (std::ranges::none_of(pressure.cells(), is_pressed)) return count;
        auto const area = base.area.read(window);
        auto const energy = energy_kwh.read(window);
        for (std::size_t i = 0; i < pressure.cells().size(); ++i) {
            if (!is_pressed(pressure.cells()[i]) || area.cells()[i] != 1) continue;
            std::uint16_t const kwh = energy.cells()[i];
            ++count.all;
            count.energy_unknown += kwh > use_most;
            count.energy_below += kwh <= use_most && kwh < limit_kwh;
        }
        return count;
    };
    auto const windows = tiles_of(base.grid.shape, side, 0);
    return tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>{0, windows.size()}, PressedCells{},
        [&](auto const& range, PressedCells count) {
            for (std::size_t i = range.begin(); i < range.end(); ++i)
                count = count + count_in(windows[i].core);
            return count;
        },
        [](PressedCells const& a, PressedCells const& b) { return a + b; });
}

PressedCells kept_pressed_cells(BaseLayers const& base, BlockLayer<std::uint16_t> const& percent,
                                BlockLayer<std::uint16_t> const& energy_kwh, std::int32_t limit_kwh, KeyedStore& store)
{
    ContentHash hash;
    hash.add(algorithm::search_areas.version);
    hash.add(base.key);
    hash.add(percent.content_hash());
    hash.add(energy_kwh.content_hash());
    hash.add(std::int64_t{limit_kwh});
    std::string const key = hash.digest();
    PressedCells count;
    if (store.get_values("pressed cells", key, count)) return count;
    count = pressed_cells(base, percent, energy_kwh, limit_kwh);
    store.put_values("pressed cells", key, count);
    return count;
}

}  // namespace laad
