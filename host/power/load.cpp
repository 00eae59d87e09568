// SPDX-License-Identifier: Apache-2.0
// Load and room of assets as charging comes and goes; the formulas are those of kernels/headroom.hpp.
#include "host/power/tables.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {
namespace {

/// What an asset has left in one quarter with `points` more of a type below it (0: `type` may be null).
std::int64_t left_w(PowerGrid const& grid, AssetId asset, std::size_t quarter, ChargingType const* type,
                    std::int64_t points)
{
    ChargingSums const& charging = grid.charging;
    std::size_t const at = asset.index() * static_cast<std::size_t>(charging.quarters) + quarter;
    std::int64_t rated = charging.rated_w[asset.index()];
    std::int64_t mean = charging.mean_w[at];
    std::int64_t variance = charging.variance_w2[at];
    if (points != 0) {
        rated += points * type->power_w;
        mean += points * type->mean_w[quarter];
        variance += points * type->deviation_w[quarter] * type->deviation_w[quarter];
    }
    return grid.assets[asset].limit_w - grid.base_w[at] - std::min(mean + ceil_sqrt(variance), rated);
}

/// The room of one asset with `points` more of the station type below it.
AssetRoom room_with(PowerGrid const& grid, AssetId asset, std::int64_t points)
{
    ChargingType const* const type = points == 0 ? nullptr : &grid.type_of_stations();
    AssetRoom room{INT64_MAX, 0};
    for (std::int32_t q = 0; q < grid.charging.quarters; ++q)
        if (auto const left = left_w(grid, asset, static_cast<std::size_t>(q), type, points); left < room.headroom_w)
            room = {left, q};
    return room;
}

/// How many more points of a type an asset carries by itself; more never fit better. From quarter to quarter the answer
/// can only fall, and does so few times.
std::int32_t points_carried(PowerGrid const& grid, AssetId asset, ChargingType const& type)
{
    std::int32_t fitting = 65534;
    for (std::size_t q = 0; q < static_cast<std::size_t>(grid.charging.quarters) && fitting > 0; ++q) {
        auto const carries = [&](std::int32_t points) { return left_w(grid, asset, q, &type, points) >= 0; };
        if (carries(fitting)) continue;
        std::int32_t too_many = fitting;
        fitting = 0;
        while (too_many - fitting > 1) {
            std::int32_t const middle = fitting + (too_many - fitting) / 2;
            (carries(middle) ? fitting : too_many) = middle;
        }
    }
    return fitting;
}

std::int32_t saturated(std::int64_t w)
{
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(w, -INT32_MAX, INT32_MAX));
}

}  // namespace

std::string words(Basis basis)
{
    switch (basis) {
        case Basis::network_operator:
            return "grid operator";
        case Basis::capacity_map:
            return "capacity map";
        case Basis::assumed:
            return "assumed";
        case Basis::none:
            break;
    }
    return "no grid data";
}

void add_to_asset(PowerGrid& grid, AssetId asset, ChargingType const& type, std::int64_t points)
{
    // Half of what the kernels take, so that what a plan adds fits too.
    constexpr __int128 most_w2 = __int128{1} << 61;
    std::size_t const a = asset.index();
    auto const quarters = static_cast<std::size_t>(grid.charging.quarters);
    for (std::size_t q = 0; q < quarters; ++q) {
        auto& variance = grid.charging.variance_w2[a * quarters + q];
        __int128 const more = variance + static_cast<__int128>(points) * type.deviation_w[q] * type.deviation_w[q];
        if (more > most_w2 || static_cast<__int128>(points) * type.power_w > most_w2)
            throw InputError{
                fmt::format("grid asset \"{}\" would carry {} charge points of type \"{}\" ({} W each), which is "
                            "beyond any grid; are "
                            "kwh_per_point_year ({}) and power_w right, and the prognosis in kWh?",
                            grid.info[asset].id, points, type.name, type.power_w, type.kwh_per_point_year)};
        variance = static_cast<std::int64_t>(more);
        grid.charging.mean_w[a * quarters + q] += points * type.mean_w[q];
    }
    grid.charging.rated_w[a] += points * type.power_w;
}

ChainRoom chain_room(PowerGrid const& grid, AssetId asset, IndexedSpan<AssetId, std::int32_t const> points)
{
    expect(points.empty() || points.size() == grid.assets.size(), "chain_room: one number of points an asset");
    ChainRoom chain;
    std::int64_t least = INT64_MAX;
    Basis weakest{};
    for (AssetId a = asset; a; a = grid.assets[a].parent) {
        AssetRoom const room = room_with(grid, a, points.empty() ? 0 : points[a]);
        weakest = std::max(weakest, grid.assets[a].basis);
        if (room.headroom_w >= least) continue;
        least = room.headroom_w;
        chain = {saturated(least), a, room.quarter, Basis::none};
    }
    if (chain.binding_asset) chain.basis = weakest;
    return chain;
}

bool carries(PowerGrid const& grid, AssetId asset, std::int64_t points)
{
    return room_with(grid, asset, points).headroom_w >= 0;
}

Indexed<AssetId, std::int32_t> connectable_points(PowerGrid const& grid, int type)
{
    Indexed<AssetId, std::int32_t> points(grid.assets.size());
    tbb::parallel_for(std::size_t{0}, points.size(), [&](std::size_t i) {
        AssetId const a{i};
        points[a] = points_carried(grid, a, grid.types[static_cast<std::size_t>(type)]);
    });
    for (AssetId const a : points.ids())
        if (AssetId const parent = grid.assets[a].parent) points[a] = std::min(points[a], points[parent]);
    return points;
}

}  // namespace laad
