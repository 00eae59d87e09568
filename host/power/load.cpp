// SPDX-License-Identifier: Apache-2.0
// Load and room of assets as charging comes and goes; the formulas are those of kernels/headroom.hpp.
#include "host/power/tables.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {
namespace {

/// The room of one asset with `points` more of a type below it (`type` may be null).
AssetRoom room_with(PowerGrid const& grid, std::size_t asset, ChargingType const* type, std::int64_t points)
{
    ChargingSums const& charging = grid.charging;
    auto const quarters = static_cast<std::size_t>(charging.quarters);
    std::int64_t const rated = charging.rated_w[asset] + (type ? points * type->power_w : 0);
    AssetRoom room{INT64_MAX, 0};
    for (std::size_t q = 0; q < quarters; ++q) {
        std::size_t const at = asset * quarters + q;
        std::int64_t mean = charging.mean_w[at];
        std::int64_t variance = charging.variance_w2[at];
        if (type) {
            mean += points * type->mean_w[q];
            variance += points * type->deviation_w[q] * type->deviation_w[q];
        }
        std::int64_t const load = std::min(mean + ceil_sqrt(variance), rated);
        std::int64_t const left = grid.assets[asset].limit_w - grid.base_w[at] - load;
        if (left < room.headroom_w) room = {left, static_cast<std::int32_t>(q)};
    }
    return room;
}

ChargingType const& station_type(PowerGrid const& grid)
{
    return grid.types[static_cast<std::size_t>(grid.station_type)];
}

/// Whether an asset carries more points of a type in one quarter.
bool carries_in(PowerGrid const& grid, std::size_t asset, std::size_t quarter, ChargingType const& type,
                std::int64_t points)
{
    ChargingSums const& charging = grid.charging;
    std::size_t const at = asset * static_cast<std::size_t>(charging.quarters) + quarter;
    std::int64_t const rated = charging.rated_w[asset] + points * type.power_w;
    std::int64_t const mean = charging.mean_w[at] + points * type.mean_w[quarter];
    std::int64_t const deviation = type.deviation_w[quarter];
    std::int64_t const variance = charging.variance_w2[at] + points * deviation * deviation;
    return std::min(mean + ceil_sqrt(variance), rated) <= grid.assets[asset].limit_w - grid.base_w[at];
}

/// How many more points of a type an asset carries by itself; more never fit better. From quarter to quarter the answer
/// can only fall, and does so few times.
std::int32_t points_carried(PowerGrid const& grid, std::size_t asset, ChargingType const& type)
{
    std::int32_t fitting = 65534;
    for (std::size_t q = 0; q < static_cast<std::size_t>(grid.charging.quarters) && fitting > 0; ++q) {
        if (carries_in(grid, asset, q, type, fitting)) continue;
        std::int32_t too_many = fitting;
        fitting = 0;
        while (too_many - fitting > 1) {
            std::int32_t const middle = fitting + (too_many - fitting) / 2;
            (carries_in(grid, asset, q, type, middle) ? fitting : too_many) = middle;
        }
    }
    return fitting;
}

std::int32_t saturated(std::int64_t w)
{
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(w, -INT32_MAX, INT32_MAX));
}

}  // namespace

void add_to_asset(PowerGrid& grid, std::int32_t asset, ChargingType const& type, std::int64_t points)
{
    // Half of what the kernels take, so that what a plan adds fits too.
    constexpr __int128 most_w2 = __int128{1} << 61;
    auto const a = static_cast<std::size_t>(asset);
    auto const quarters = static_cast<std::size_t>(grid.charging.quarters);
    for (std::size_t q = 0; q < quarters; ++q) {
        auto& variance = grid.charging.variance_w2[a * quarters + q];
        __int128 const more = variance + static_cast<__int128>(points) * type.deviation_w[q] * type.deviation_w[q];
        if (more > most_w2 || static_cast<__int128>(points) * type.power_w > most_w2)
            throw InputError{
                fmt::format("grid asset \"{}\" would carry {} charge points of type \"{}\" ({} W each), which is "
                            "beyond any grid; are "
                            "kwh_per_point_year ({}) and power_w right, and the prognosis in kWh?",
                            grid.info[a].id, points, type.name, type.power_w, type.kwh_per_point_year)};
        variance = static_cast<std::int64_t>(more);
        grid.charging.mean_w[a * quarters + q] += points * type.mean_w[q];
    }
    grid.charging.rated_w[a] += points * type.power_w;
}

ChainRoom chain_room(PowerGrid const& grid, std::int32_t asset, std::span<std::int32_t const> points)
{
    expect(points.empty() || points.size() == grid.assets.size(), "chain_room: one number of points an asset");
    ChainRoom chain;
    std::int64_t least = INT64_MAX;
    Basis weakest{};
    for (std::int32_t at = asset; at >= 0; at = grid.assets[static_cast<std::size_t>(at)].parent) {
        auto const a = static_cast<std::size_t>(at);
        std::int32_t const more = points.empty() ? 0 : points[a];
        AssetRoom const room = room_with(grid, a, more == 0 ? nullptr : &station_type(grid), more);
        weakest = std::max(weakest, grid.assets[a].basis);
        if (room.headroom_w >= least) continue;
        least = room.headroom_w;
        chain = {saturated(least), at, room.quarter, Basis::none};
    }
    if (chain.binding_asset >= 0) chain.basis = weakest;
    return chain;
}

bool carries(PowerGrid const& grid, std::int32_t asset, std::int64_t points)
{
    return room_with(grid, static_cast<std::size_t>(asset), &station_type(grid), points).headroom_w >= 0;
}

std::int32_t connectable_points(PowerGrid const& grid, std::int32_t asset, int type)
{
    std::int32_t least = asset < 0 ? 0 : 65534;
    for (std::int32_t a = asset; a >= 0; a = grid.assets[static_cast<std::size_t>(a)].parent)
        least = std::min(least,
                         points_carried(grid, static_cast<std::size_t>(a), grid.types[static_cast<std::size_t>(type)]));
    return least;
}

std::vector<std::int32_t> connectable_points(PowerGrid const& grid, int type)
{
    std::vector<std::int32_t> points(grid.assets.size());
    tbb::parallel_for(std::size_t{0}, points.size(), [&](std::size_t a) {
        points[a] = points_carried(grid, a, grid.types[static_cast<std::size_t>(type)]);
    });
    for (std::size_t a = 0; a < points.size(); ++a)
        if (grid.assets[a].parent >= 0)
            points[a] = std::min(points[a], points[static_cast<std::size_t>(grid.assets[a].parent)]);
    return points;
}

}  // namespace laad
