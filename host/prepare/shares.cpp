// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/shares.hpp"

#include <algorithm>
#include <tuple>

namespace laad {

namespace {

/// One unit of weight of a buurt at a cell.
struct Weight {
    Cell cell{};
    std::int32_t buurt{};
    int walk_cm{};
    bool dwelling{};
};

/// What carries the demand of a buurt; a stronger carrier silences the weaker ones.
enum class Carrier : std::uint8_t { land, any_dwelling, without_driveway };

bool can_carry(Dwelling const& dwelling)
{
    return dwelling.buurt >= 0 && dwelling.entry;
}

Carrier carrier_of(Dwelling const& dwelling)
{
    return dwelling.own_driveway ? Carrier::any_dwelling : Carrier::without_driveway;
}

std::vector<Carrier> carriers(std::vector<Dwelling> const& dwellings, std::size_t buurten)
{
    std::vector<Carrier> strongest(buurten, Carrier::land);
    for (auto const& dwelling : dwellings)
        if (can_carry(dwelling)) {
            auto& carrier = strongest[static_cast<std::size_t>(dwelling.buurt)];
            carrier = std::max(carrier, carrier_of(dwelling));
        }
    return strongest;
}

std::vector<Weight> weights_of(std::vector<Dwelling> const& dwellings, std::size_t buurten,
                               std::vector<LandCell> const& land)
{
    auto const carrier = carriers(dwellings, buurten);
    std::vector<Weight> weights;
    for (auto const& d : dwellings)
        if (can_carry(d) && carrier_of(d) >= carrier[static_cast<std::size_t>(d.buurt)])
            weights.push_back({d.entry->cell, d.buurt, d.entry->walk_cm, true});
    for (auto const& [cell, buurt] : land)
        weights.push_back({cell, buurt, 0, false});
    std::sort(weights.begin(), weights.end(), [](Weight const& a, Weight const& b) {
        return std::tuple{a.cell.row, a.cell.col, a.buurt} < std::tuple{b.cell.row, b.cell.col, b.buurt};
    });
    return weights;
}

/// floor(part · 2^32 / whole); part ≤ whole < 2^31.
std::uint64_t fixed_point(std::int64_t part, std::int64_t whole)
{
    return (static_cast<std::uint64_t>(part) << 32) / static_cast<std::uint64_t>(whole);
}

}  // namespace

std::vector<char> carried_by_land(std::vector<Dwelling> const& dwellings, std::size_t buurten)
{
    std::vector<char> by_land(buurten, 0);
    auto const strongest = carriers(dwellings, buurten);
    std::transform(strongest.begin(), strongest.end(), by_land.begin(),
                   [](Carrier carrier) { return carrier == Carrier::land; });
    return by_land;
}

std::vector<LandCell> land_cells(Cell first, View<Surface const> surface, View<std::uint16_t const> buurt,
                                 std::vector<char> const& wanted)
{
    std::vector<LandCell> land;
    for (int row = 0; row < surface.shape.rows; ++row)
        for (int col = 0; col < surface.shape.cols; ++col) {
            auto const number = buurt[{row, col}];
            if (number > 0 && wanted[number - 1u] && street_class(surface[{row, col}]))
                land.push_back({first + Cell{row, col}, number - 1});
        }
    return land;
}

DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t buurten,
                           std::vector<LandCell> const& land)
{
    auto const weights = weights_of(dwellings, buurten, land);
    std::vector<std::int64_t> total(buurten, 0);
    for (auto const& w : weights)
        ++total[static_cast<std::size_t>(w.buurt)];

    DemandPlaces places;
    std::vector<std::int64_t> placed(buurten, 0);
    for (std::size_t i = 0; i < weights.size();) {
        DemandNode node{weights[i].cell, 0, 0, false};
        std::int64_t walk_cm = 0;
        auto const first = i;
        for (; i < weights.size() && weights[i].cell == node.cell; ++i) {
            walk_cm += weights[i].walk_cm;
            node.dwellings += weights[i].dwelling;
            auto const buurt = static_cast<std::size_t>(weights[i].buurt);
            auto const before = fixed_point(placed[buurt], total[buurt]);
            auto const after = fixed_point(++placed[buurt], total[buurt]);
            auto const number = static_cast<std::int32_t>(places.nodes.size());
            if (i > first && weights[i - 1].buurt == weights[i].buurt)
                places.shares.back().after = after;
            else
                places.shares.push_back({number, weights[i].buurt, before, after});
        }
        auto const count = static_cast<std::int64_t>(i - first);
        node.access_cm = static_cast<int>((walk_cm + count - 1) / count);
        places.nodes.push_back(node);
    }
    for (std::size_t buurt = 0; buurt < buurten; ++buurt)
        if (total[buurt] == 0) places.weightless_buurten.push_back(static_cast<int>(buurt));
    return places;
}

}  // namespace laad
